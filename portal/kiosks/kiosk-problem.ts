import type { ProblemName } from '../../contract/sync-protocol.ts';

/** HTTP status of each problem. */
export const PROBLEM_STATUS = {
  'bad-message': 400,
  'unknown-kiosk': 401,
  'kiosk-revoked': 403,
  'enrolment-refused': 403,
  'sequence-conflict': 409,
  'out-of-order': 409,
  'too-large': 413,
  'too-many-requests': 429,
  'try-later': 503,
} as const satisfies Record<ProblemName, number>;

/** What a kiosk is told when its message is not taken; the closed list of the protocol. */
export class KioskProblem extends Error {
  override readonly name = 'KioskProblem';
  constructor(
    readonly problem: ProblemName,
    /** Seconds, for the header Retry-After. */
    readonly retryAfter?: number,
  ) {
    super(problem);
  }
}
