import type { AuthorityAct, CitizenAct } from '../../../contract/case-talk.ts';
import type { IdentityLevel } from '../../../contract/packs.ts';

/** Messages in cases, whose cases they are, who opened them, and an authority's prepared answers. */
export interface MessagesPeopleTables {
  case_messages: {
    /** A citizen's: the note's id, which makes taking it idempotent. */
    id: string;
    case_id: string;
    act: CitizenAct | AuthorityAct;
    at: number;
    /** Null for a citizen's. */
    official_id: string | null;
    /** The kiosk that it came from. */
    kiosk_id: string | null;
    /** Compact JWE under the content key. */
    text: string;
    /** The files that it adds, as JSON, sealed like the text; null without. */
    documents: string | null;
    /** SHA-256 of the sealed note; null for an official's. */
    digest: string | null;
  };
  /** Cases by person. Only those where card or sign-in say whose they are. */
  case_people: {
    /** HMAC of the FIN: a copied database tells nobody's. */
    person_tag: string;
    case_id: string;
    level: IdentityLevel;
  };
  people: { person_tag: string; last_seen_at: number };
  /** Cases opened at kiosks. */
  case_openings: { id: string; case_id: string; kiosk_id: string; at: number };
  /** Identity tokens that were shown, each bound to the kiosk that showed it first. */
  sign_in_uses: { token_digest: string; kiosk_id: string; expires_at: number };
  /** Look-ups of a kiosk that found nothing. */
  lookup_misses: { kiosk_id: string; misses: number; locked_until: number; last_at: number };
  template_answers: {
    id: string;
    authority_id: string;
    title: string;
    text_az: string;
    text_ru: string;
    text_en: string;
    updated_at: number;
  };
}
