import type { Language } from '../../../contract/languages.ts';

export interface FeedbackTables {
  /** Nothing here leads to a kiosk, a note, a case or a moment. */
  feedback: {
    id: string;
    authority_id: string;
    /** A service's id, or "kiosk". */
    about: string;
    rating: number;
    /** JSON array of reasons. */
    reasons: string;
    /** Compact JWE under the content key; null without words. */
    text: string | null;
    language: Language;
    day: string;
    demonstration: boolean;
  };
}
