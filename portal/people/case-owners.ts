import { sql } from 'kysely';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { PortalContext, Tx } from '../context.ts';
import { personTag } from './person-tag.ts';

/**
 * Notes whose the cases are: only where a card that staff saw, or a sign-in, says so. A typed FIN may
 * be anybody's, and would show a stranger's case to its owner.
 */
export const noteOwners = async (
  context: PortalContext,
  tx: Tx,
  contents: readonly SubmissionContent[],
): Promise<void> => {
  const owned = contents.flatMap(({ id, identity }) =>
    identity?.fin === undefined || identity.level === 'declared'
      ? []
      : [{ id, tag: personTag(context, identity.fin), level: identity.level }],
  );
  if (owned.length === 0) return;
  await sql`
    insert into case_people (person_tag, case_id, level)
    select tag, id, level from unnest(
      ${owned.map(({ tag }) => tag)}::text[],
      ${owned.map(({ id }) => id)}::uuid[],
      ${owned.map(({ level }) => level)}::text[]
    ) as owner (tag, id, level)
    on conflict do nothing`.execute(tx);
};
