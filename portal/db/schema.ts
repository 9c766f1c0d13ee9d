import type { Generated } from 'kysely';
import type { PortalStatus, TimelineStatus } from '../../contract/domain/case-status.ts';
import type { CaseKind } from '../../contract/item-kinds.ts';
import type { AlarmKind, DeskRole } from '../desk-api.ts';
import type { AuditAnchorTables } from './tables/audit-anchors.ts';
import type { HeartbeatTables } from './tables/heartbeat.ts';
import type { MessagesPeopleTables } from './tables/messages-people.ts';
import type { AttachmentTables } from './tables/attachments.ts';
import type { AppealTables } from './tables/appeals.ts';
import type { FeedbackTables } from './tables/feedback.ts';
import type { IdeaTables } from './tables/ideas.ts';
import type { MixedRowTables } from './tables/mixed-rows.ts';
import type { NoteTables } from './tables/notes.ts';
import type { ParticipationTables } from './tables/participation.ts';
import type { PublicationTables } from './tables/publications.ts';
import type { ReceptionTables } from './tables/receptions.ts';
import type { VotingTables } from './tables/voting.ts';

/**
 * The tables, as the migrations leave them. Moments are milliseconds since the Unix epoch (bigint,
 * read as number), days are ISO text (date, read as text), keys and digests are base64url.
 */
export interface PortalTables
  extends
    AppealTables,
    AttachmentTables,
    AuditAnchorTables,
    FeedbackTables,
    HeartbeatTables,
    IdeaTables,
    MessagesPeopleTables,
    MixedRowTables,
    NoteTables,
    ParticipationTables,
    PublicationTables,
    ReceptionTables,
    VotingTables {
  portal: {
    /** One row. */
    id: 1;
    /** Changes when the database was restored from a backup. */
    epoch: string;
    /** Last number given to a publication; the row lock makes order of numbers and of commits the same. */
    publication: Generated<number>;
  };
  kiosks: {
    id: string;
    name: string;
    /** Public JWK as JSON, and its thumbprint. */
    device_key: string;
    device_kid: string;
    enrolled_at: number;
    last_seen_at: number | null;
    revoked_at: number | null;
    /** Last batch taken. */
    seq: number;
    digest: string;
    /** Last number given to a change of one of its cases; the row lock makes order of numbers and of commits the same. */
    change: number;
    submissions: number;
    demonstration: boolean;
    /** The newest question for news: the number in its cursor, and when it was asked by the kiosk's clock. */
    asked: Generated<number>;
    asked_at: Generated<number>;
  };
  batches: {
    kiosk_id: string;
    seq: number;
    digest: string;
    taken_at: number;
    /** JSON: by id, why an item was not taken: a refusal code, or "later". What is not in it was taken. */
    refusals: string;
  };
  enrolment_codes: {
    /** The code's first characters: which row a try counts against. */
    selector: string;
    /** HMAC of the whole code. */
    code_tag: string;
    kiosk_name: string;
    created_at: number;
    expires_at: number;
    tries: Generated<number>;
    used_by: string | null;
  };
  alarms: {
    id: string;
    kiosk_id: string;
    kind: AlarmKind;
    at: number;
    seq: number | null;
  };
  submissions: {
    id: string;
    kiosk_id: string;
    /** SHA-256 of `sealed`. */
    digest: string;
    saved_at: number;
    received_at: number;
    /** The JWE as it came. */
    sealed: string;
  };
  cases: {
    /** The submission's id. */
    id: string;
    kiosk_id: string;
    kind: CaseKind;
    lookup_id: string;
    /** HMAC of the receipt's reference. */
    reference_tag: string;
    authority_id: string;
    service_id: string;
    service_version: number;
    number: string;
    status: PortalStatus;
    rev: number;
    change: number;
    registered_at: number;
    registered_on: string;
    answer_by: string;
    answer_by_estimated: boolean;
    decided_at: number | null;
    needs_attention: boolean;
    demonstration: boolean;
    /** Messages of the citizen since the authority last wrote. */
    unanswered: Generated<number>;
    /** Something was asked of the citizen. */
    waits_for_citizen: Generated<boolean>;
    /** Working days added while the citizen was asked. */
    added_days: Generated<number>;
    /** The term was made longer by law; once. */
    extended: Generated<boolean>;
    /** The case's state as the kiosk gets it: compact JWE under the receipt's key. */
    state: string;
  };
  /** Numbers given by an authority in a year. */
  registers: { authority_id: string; year: number; last: number };
  case_steps: {
    case_id: string;
    rev: number;
    status: TimelineStatus;
    at: number;
    /** Null for what the citizen did. */
    official_id: string | null;
    /** Compact JWE under the content key: answer, reason or request. */
    text: string | null;
    /** New last day. */
    until: string | null;
    /** Where it was forwarded to. */
    authority_id: string | null;
    /** When the citizen is received. */
    starts_at: Generated<number | null>;
  };
  case_views: { id: string; case_id: string; official_id: string; at: number };
  officials: {
    id: string;
    /** Folded for comparison. */
    sign_in_name: string;
    name: string;
    full_name: string;
    position: string;
    role: DeskRole;
    authority_id: string | null;
    password: string;
    created_at: number;
    disabled_at: number | null;
  };
  sign_in_tries: {
    /** HMAC of the typed name: also for names that do not exist. */
    name_tag: string;
    failed: number;
    locked_until: number;
    last_at: number;
  };
  desk_sessions: {
    token_digest: string;
    official_id: string;
    created_at: number;
    used_at: number;
  };
}
