export interface AppealTables {
  /** What tells whether two appeals are one matter, without saying of whom. */
  appeal_matters: {
    case_id: string;
    authority_id: string;
    direction: string;
    /** HMAC of who writes; null when nothing tells the person apart. */
    person_tag: string | null;
    /** HMAC of the reference that the citizen named as the earlier appeal. */
    earlier_tag: string | null;
  };
}
