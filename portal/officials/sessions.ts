import type { PortalContext } from '../context.ts';
import { DESK_IDLE } from '../desk-api.ts';
import { digestOf } from '../seals/digest.ts';
import type { OfficialRecord } from './officials.ts';

export const DESK_COOKIE = 'asan_desk';

const MINUTE = 60_000;
/** Milliseconds after which a session is over, however busy; without a request it is after `DESK_IDLE`. */
const LONGEST = 10 * 60 * MINUTE;
/** `used_at` is written at most this often. */
const USE_PRECISION = MINUTE;

export interface DeskSession {
  readonly tokenDigest: string;
  readonly official: OfficialRecord;
  readonly expiresAt: number;
}

/** Opens a session; answers the secret for the cookie, of which only the digest is kept. */
export const openSession = async (
  { db, clock, random }: PortalContext,
  official: OfficialRecord,
): Promise<{ readonly token: string; readonly session: DeskSession }> => {
  const now = clock.now();
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  const tokenDigest = digestOf(token);
  await db
    .deleteFrom('desk_sessions')
    .where('created_at', '<', now - LONGEST)
    .execute();
  await db
    .insertInto('desk_sessions')
    .values({ token_digest: tokenDigest, official_id: official.id, created_at: now, used_at: now })
    .execute();
  return { token, session: { tokenDigest, official, expiresAt: now + LONGEST } };
};

const noteUse = async (
  { db, clock }: PortalContext,
  tokenDigest: string,
  usedAt: number,
): Promise<void> => {
  const now = clock.now();
  if (now - usedAt < USE_PRECISION) return;
  await db
    .updateTable('desk_sessions')
    .set({ used_at: now })
    .where('token_digest', '=', tokenDigest)
    .execute();
};

/** The running session of this cookie, if there is one. */
export const findSession = async (
  context: PortalContext,
  token: string,
): Promise<DeskSession | undefined> => {
  const now = context.clock.now();
  const tokenDigest = digestOf(token);
  const row = await context.db
    .selectFrom('desk_sessions')
    .innerJoin('officials', 'officials.id', 'desk_sessions.official_id')
    .selectAll('officials')
    .select(['desk_sessions.created_at as beganAt', 'desk_sessions.used_at as usedAt'])
    .where('token_digest', '=', tokenDigest)
    .where('disabled_at', 'is', null)
    .where('desk_sessions.created_at', '>', now - LONGEST)
    .where('used_at', '>', now - DESK_IDLE)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { beganAt, usedAt, ...official } = row;
  await noteUse(context, tokenDigest, usedAt);
  return { tokenDigest, official, expiresAt: beganAt + LONGEST };
};

export const closeSession = async ({ db }: PortalContext, tokenDigest: string): Promise<void> => {
  await db.deleteFrom('desk_sessions').where('token_digest', '=', tokenDigest).execute();
};
