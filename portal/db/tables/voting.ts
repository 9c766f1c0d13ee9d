import type { VoteClass } from '../../../contract/domain/survey.ts';

/** How a request for a token came. */
export type VoteChannel = 'kiosk' | 'online';

export interface VotingTables {
  /** Public facts; moments in milliseconds since the Unix epoch. */
  surveys: {
    id: string;
    rev: number;
    opens: number;
    closes: number;
    grace_until: number;
    ballots_until: number;
    /** The manifest as JSON, and the JWS that carries it. */
    manifest: string;
    signed: string;
    /** The last step was published. */
    final: boolean;
  };
  /** The registrar's: who asked. */
  registrar_keys: {
    survey_id: string;
    class: VoteClass;
    kid: string;
    /** PKCS #8 under the registrar's own key; gone once the survey is final. */
    secret: string;
  };
  registrar_issuances: {
    survey_id: string;
    /** HMAC of survey and FIN: the same person has another tag in another survey. */
    person: string;
    class: VoteClass;
    channel: VoteChannel;
    /** Digest of the blinded message: the same request may be answered again, another may not. */
    blinded: string;
  };
  /** The ballot box's: what was said. */
  ballot_box_keys: {
    survey_id: string;
    /** Private part of the survey's key, under the ballot box's own. */
    secret: string;
  };
  ballot_box_ballots: {
    /** SHA-256 of the token's message. */
    token: string;
    survey_id: string;
    kid: string;
    rnd: string;
    sealed: string;
    sig: string;
  };
  /** The board's: what is public. */
  board_steps: {
    survey_id: string;
    step: number;
    final: boolean;
    /** As JSON, and the JWS. */
    board: string;
    signed: string;
    /** Sorted, sixteen characters each, one after the other. */
    trackers: string;
  };
}
