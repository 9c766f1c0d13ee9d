/**
 * The stations of a submission, from this kiosk's disk to the official's answer.
 * The first four are known to the kiosk alone, the others come from the portal.
 */
export const KIOSK_STATES = ['saved', 'sending', 'set_aside', 'discarded'] as const;
export const PORTAL_STATES = [
  'registered',
  'considering',
  'scheduled', // a reception has its time, place and person
  'forwarded', // to the authority that is competent; it goes on there
  'answered',
  'declined',
  'withdrawn', // by the citizen
] as const;

export type PortalStatus = (typeof PORTAL_STATES)[number];
export type CaseStatus = (typeof KIOSK_STATES)[number] | PortalStatus;

/** What happens to a case beside its states; told in the timeline. */
export const CASE_NOTICES = [
  'extended', // more time, by law, with a reason
  'info_asked', // the authority needs something from the citizen
  'info_given', // the citizen has sent it
  'papers_added', // by the citizen, after the submission
  'times_offered', // a reception's time fell away: the citizen chooses among others
  'time_confirmed', // the citizen will come
  'time_asked', // the citizen asks for another time
  'withdrawn_late', // the citizen withdrew after it was decided: the decision stands
] as const;
export type CaseNotice = (typeof CASE_NOTICES)[number];
export const TIMELINE_STATES = [...PORTAL_STATES, ...CASE_NOTICES] as const;
export type TimelineStatus = (typeof TIMELINE_STATES)[number];

/** `received` means that the portal has answered with a registration number; nothing else may be called sent. */
export type DeliveryState = (typeof KIOSK_STATES)[number] | 'received';

const FOLLOWS: Readonly<Record<PortalStatus, readonly PortalStatus[]>> = {
  registered: ['considering', 'scheduled', 'forwarded', 'answered', 'declined', 'withdrawn'],
  considering: ['scheduled', 'forwarded', 'answered', 'declined', 'withdrawn'],
  scheduled: ['scheduled', 'considering', 'answered', 'declined', 'withdrawn'],
  forwarded: ['considering', 'scheduled', 'forwarded', 'answered', 'declined', 'withdrawn'],
  answered: [],
  declined: [],
  withdrawn: [],
};

/** Whether a case may go from one state to the other. */
export const mayFollow = (from: PortalStatus, to: PortalStatus): boolean =>
  FOLLOWS[from].includes(to);

export const isFinal = (status: CaseStatus): boolean =>
  status === 'answered' || status === 'declined' || status === 'withdrawn';

/** Whether an answer is still due: not once it is decided, nor once a reception has its time. */
export const isAnswerDue = (status: CaseStatus): boolean =>
  !isFinal(status) && status !== 'scheduled';
