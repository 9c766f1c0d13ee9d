import { sql } from 'kysely';
import type { PortalContext } from '../context.ts';
import type { SignIn } from '../desk-api.ts';
import { tagOf } from '../seals/digest.ts';
import { DeskProblemError } from './desk-problem.ts';
import { foldSignInName, type OfficialRecord } from './officials.ts';
import { isPassword } from './passwords.ts';

const FREE_TRIES = 5;
const FIRST_LOCK = 30_000;
const LONGEST_LOCK = 60 * 60 * 1000;
const FORGET_AFTER = 24 * 60 * 60 * 1000;

/**
 * Counts the try as failed before the password is looked at: neither a crash nor fifty tries side by
 * side give a free guess. From the fifth on, each failure locks the name twice as long as the one
 * before. Names that do not exist are counted alike. Undefined while the name is locked.
 */
const countTry = async (
  { db }: PortalContext,
  nameTag: string,
  now: number,
): Promise<number | undefined> => {
  const counted = await sql<{ failed: number }>`
    insert into sign_in_tries as known (name_tag, failed, locked_until, last_at)
    values (${nameTag}, 1, 0, ${now}::bigint)
    on conflict (name_tag) do update set
      last_at = ${now}::bigint,
      failed = case when known.last_at < ${now - FORGET_AFTER}::bigint then 1
                    else known.failed + 1 end,
      locked_until = case
        when known.last_at < ${now - FORGET_AFTER}::bigint then 0
        when known.failed + 1 < ${FREE_TRIES}::int then 0
        else ${now}::bigint + least(
          ${LONGEST_LOCK}::float8,
          ${FIRST_LOCK}::float8 * power(2::float8, least(known.failed + 1 - ${FREE_TRIES}::int, 20))
        )::bigint end
    where known.locked_until <= ${now}::bigint
    returning known.failed`.execute(db);
  return counted.rows[0]?.failed;
};

const secondsLocked = async (
  { db }: PortalContext,
  nameTag: string,
  now: number,
): Promise<number> => {
  const row = await db
    .selectFrom('sign_in_tries')
    .select('locked_until')
    .where('name_tag', '=', nameTag)
    .executeTakeFirst();
  return Math.max(1, Math.ceil(((row?.locked_until ?? now) - now) / 1000));
};

/** This name's failures, and those of others that no longer count: typed names must not pile up. */
const forgetTries = async ({ db }: PortalContext, nameTag: string, now: number): Promise<void> => {
  await db
    .deleteFrom('sign_in_tries')
    .where((row) =>
      row.or([row('name_tag', '=', nameTag), row('last_at', '<', now - FORGET_AFTER)]),
    )
    .execute();
};

/** The official with this name and password. Throws `DeskProblemError`: locked-out or wrong-credentials. */
export const checkCredentials = async (
  context: PortalContext,
  { name, password }: SignIn,
): Promise<OfficialRecord> => {
  const now = context.clock.now();
  const folded = foldSignInName(name);
  const nameTag = tagOf(context.keys.indexKey, 'sign-in', folded);
  if ((await countTry(context, nameTag, now)) === undefined)
    throw new DeskProblemError('locked-out', {
      retryAfter: await secondsLocked(context, nameTag, now),
    });
  const official = await context.db
    .selectFrom('officials')
    .selectAll()
    .where('sign_in_name', '=', folded)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  const isRight = await isPassword(password, official?.password);
  if (official === undefined || !isRight) throw new DeskProblemError('wrong-credentials');
  await forgetTries(context, nameTag, now);
  return official;
};
