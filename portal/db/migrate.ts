import { Migrator, type Kysely, type Migration } from 'kysely';
import { firstTables } from './migrations/0001-first-tables.ts';
import { caseKinds } from './migrations/0002-case-kinds.ts';
import { voting } from './migrations/0003-voting.ts';
import { participation } from './migrations/0004-participation.ts';
import { appealsIdeas } from './migrations/0005-appeals-ideas.ts';
import { attachments } from './migrations/0006-attachments.ts';
import { messagesAndPeople } from './migrations/0007-messages-people.ts';
import { receptions } from './migrations/0008-receptions.ts';
import { heartbeats } from './migrations/0009-heartbeat.ts';
import { auditAnchors } from './migrations/0010-admin.ts';
import { casePapers } from './migrations/0011-case-papers.ts';
import { sealsInRows } from './migrations/0012-seals-in-rows.ts';
import { mixedRows } from './migrations/0013-mixed-rows.ts';
import { questionOrder } from './migrations/0014-question-order.ts';
import type { PortalTables } from './schema.ts';

/** In order of their names; imported, not read from a folder, so that they are part of the bundle. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-case-kinds': caseKinds,
  '0003-voting': voting,
  '0004-participation': participation,
  '0005-appeals-ideas': appealsIdeas,
  '0006-attachments': attachments,
  '0007-messages-people': messagesAndPeople,
  '0008-receptions': receptions,
  '0009-heartbeat': heartbeats,
  '0010-admin': auditAnchors,
  '0011-case-papers': casePapers,
  '0012-seals-in-rows': sealsInRows,
  '0013-mixed-rows': mixedRows,
  '0014-question-order': questionOrder,
};

/**
 * Brings the database to the present schema. Several instances may start at the same moment:
 * kysely's migrator takes PostgreSQL's advisory lock and works in one transaction. A database that
 * a newer version has migrated is refused.
 */
export const migrateToLatest = async (db: Kysely<PortalTables>): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new Error('the database could not be brought to this version', { cause: error });
};
