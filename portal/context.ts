import type { Kysely, Transaction } from 'kysely';
import type { Content } from './content/content.ts';
import type { PortalTables } from './db/schema.ts';
import type { PortalKeys } from './keys/portal-keys.ts';
import type { Mixing } from './mixing/mixing.ts';
import type { PortalPorts } from './ports.ts';
import type { Voting } from './voting/create-voting.ts';

/** What every part of the portal works with; made once by `createPortal`. */
export interface PortalContext extends PortalPorts {
  readonly db: Kysely<PortalTables>;
  readonly keys: PortalKeys;
  readonly content: Content;
  /** Registrar, ballot box and board, apart, and the surveys they serve. */
  readonly voting: Voting;
  readonly mixing: Mixing;
}

/** The database, inside a transaction or not. */
export type Db = Kysely<PortalTables>;
export type Tx = Transaction<PortalTables>;
