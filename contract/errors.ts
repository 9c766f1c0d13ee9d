/**
 * The closed list of everything that may go wrong in a way a caller can act on.
 * Citizens see a translated sentence by code; nothing else of a failure leaves the core.
 */
export const ERROR_CODES = [
  'bad_input', // the input does not have the shape that the method names; `fields` says where
  'unknown_method',
  'not_allowed', // the session lacks the role
  'session_over', // the session was wiped while the call was under way
  'too_large',
  'too_many', // slow down; `retryAfterMs` says for how long
  'not_found', // also for a wrong code: existence is never revealed
  'service_withdrawn',
  'service_changed', // the form has a newer version than the one that was answered
  'identity_needed', // the service asks for a higher identity level than this session has
  'case_closed', // the case takes nothing more of this kind: it is decided, withdrawn, or not sent yet
  'survey_not_open',
  'survey_closed',
  'survey_changed', // the survey has a newer revision than the one that was answered
  'already_voted',
  'level_needed', // the survey asks for a level of identity that was not shown
  'answers_incomplete', // `fields` names each question and the rule it breaks
  'not_set_up', // the kiosk is not enrolled with a portal yet, so nothing can be sealed for it
  'storage_full',
  'storage_failed',
  'offline', // the portal cannot be reached and the answer is not on this kiosk
  'wrong_pin', // number and PIN do not belong together; never says which is wrong
  'locked', // too many wrong PINs; `retryAfterMs` is left out when only a technician can help
  'no_phone', // a helper's account has no phone number of the own, which must not become a citizen's
  'second_needed', // a second person must agree: another one, and not an operator
  'code_refused', // the portal does not take the one-time code: used, expired or never given
  'no_medium', // no stick, or not the folder that was agreed
  'bad_bundle', // the file on the stick is damaged, foreign, or not signed by the portal
  'no_printer', // this kiosk has none
  'no_speech', // nothing here can speak, or it fell silent
  'file_refused', // a file or page is not taken; `fields` names the rule of `FILE_FAULTS`
  'internal', // a bug; `incident` is what staff can look up in the log
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One place in the input and the rule that it breaks, e.g. `{ field: 'fin', rule: 'fin_length' }`. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
}

export interface KioskError<C extends ErrorCode = ErrorCode> {
  readonly code: C;
  readonly fields?: readonly FieldError[];
  /** Milliseconds to wait before another try makes sense. */
  readonly retryAfterMs?: number;
  readonly incident?: string;
}
