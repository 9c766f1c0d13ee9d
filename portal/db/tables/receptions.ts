/** Times at which officials receive, to whom each is promised, and what citizens asked for. */
export interface ReceptionTables {
  /**
   * One row a time. At any moment it is free, or leased to one kiosk, or held for one case that may
   * choose it, or taken by one case, or closed: each change is one conditional update of this row.
   */
  reception_slots: {
    slot_id: string;
    authority_id: string;
    official_id: string;
    day: string;
    starts_at: number;
    minutes: number;
    place_id: string;
    /** From the hours of the packs, or offered at the desk. */
    origin: 'hours' | 'desk';
    closed_at: number | null;
    /** What citizens are told who had this time. */
    closed_reason: string | null;
    case_id: string | null;
    held_for: string | null;
    held_until: number | null;
    /** Of one grant: a time that is leased again has another. */
    lease_id: string | null;
    lease_kiosk: string | null;
    lease_given: number | null;
    lease_until: number | null;
    /** Of the publication that told the kiosk. */
    lease_rev: number | null;
  };
  reception_cases: {
    case_id: string;
    official_id: string;
    topic_id: string;
    /** JSON: slot ids, the wanted one first. */
    wishes: string;
    confirmed: boolean;
    /** Rises with each change of the time. */
    sequence: number;
  };
  /** How far an authority's hours have become rows, and of which version of packs and calendar. */
  reception_plans: { authority_id: string; version: string; until: string };
  /** When a kiosk's leases were last looked at as a whole. */
  reception_checks: { kiosk_id: string; at: number };
}
