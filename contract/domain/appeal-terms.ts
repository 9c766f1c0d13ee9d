/**
 * Terms of the Law on Citizens' Appeals (No 1308-IVQ of 30 September 2015), in working days. All but
 * the extension are counted from registration, which is due on the day the authority receives the appeal.
 */
export const APPEAL_TERMS = {
  /** Article 10.1. */
  usual: 15,
  /** Article 10.1: when it needs additional study or a check. */
  study: 30,
  /** Article 10.2: at most so many more while something is asked of the citizen. */
  extension: 30,
  /** Article 7.10: to the body that is responsible, and to tell the person. */
  forward: 3,
} as const;
