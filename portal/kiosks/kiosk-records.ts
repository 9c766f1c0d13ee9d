import type { Selectable } from 'kysely';
import * as v from 'valibot';
import type { Db, PortalContext } from '../context.ts';
import type { PortalTables } from '../db/schema.ts';
import type { AlarmKind } from '../desk-api.ts';
import {
  importDeviceKey,
  isSignedBy,
  parseDeviceKey,
  parseMessage,
  type UnverifiedMessage,
} from '../seals/signed-messages.ts';
import { KioskProblem } from './kiosk-problem.ts';

export type KioskRecord = Selectable<PortalTables['kiosks']>;

const HOUR = 60 * 60 * 1000;
/** A kiosk in trouble tries again and again: one alarm an hour for the same thing is enough. */
const ALARM_PAUSE = HOUR;

export interface Alarm {
  readonly kioskId: string;
  readonly kind: AlarmKind;
  readonly seq?: number;
}

/** Records something about a kiosk that a person must look at. */
export const raiseAlarm = async (
  { db, clock, ids, log }: Pick<PortalContext, 'clock' | 'ids' | 'log'> & { readonly db: Db },
  alarm: Alarm,
): Promise<void> => {
  const at = clock.now();
  const seq = alarm.seq ?? null;
  const earlier = await db
    .selectFrom('alarms')
    .select('id')
    .where('kiosk_id', '=', alarm.kioskId)
    .where('kind', '=', alarm.kind)
    .where('seq', 'is not distinct from', seq)
    .where('at', '>', at - ALARM_PAUSE)
    .executeTakeFirst();
  if (earlier !== undefined) return;
  await db
    .insertInto('alarms')
    .values({ id: ids.next(), kiosk_id: alarm.kioskId, kind: alarm.kind, at, seq })
    .execute();
  log.warn('kiosk.alarm_raised', { kiosk: alarm.kioskId, kind: alarm.kind, seq: alarm.seq });
};

const claimSchema = v.object({ kiosk: v.pipe(v.string(), v.uuid()) });

const findKiosk = async (db: Db, message: UnverifiedMessage): Promise<KioskRecord> => {
  const claim = v.safeParse(claimSchema, message.json);
  if (!claim.success) throw new KioskProblem('bad-message');
  const kiosk = await db
    .selectFrom('kiosks')
    .selectAll()
    .where('id', '=', claim.output.kiosk)
    .executeTakeFirst();
  if (kiosk === undefined) throw new KioskProblem('unknown-kiosk');
  return kiosk;
};

const SEEN_PRECISION = 5_000;

const noteSeen = async (db: Db, kiosk: KioskRecord, now: number): Promise<void> => {
  if (Math.abs(now - (kiosk.last_seen_at ?? 0)) < SEEN_PRECISION) return;
  await db.updateTable('kiosks').set({ last_seen_at: now }).where('id', '=', kiosk.id).execute();
};

export interface KioskMessage {
  readonly kiosk: KioskRecord;
  readonly message: UnverifiedMessage;
}

/**
 * A message of this type, signed by the key that its kiosk was enrolled with.
 * Throws `KioskProblem`: bad-message, unknown-kiosk or kiosk-revoked.
 */
export const receiveMessage = async (
  context: PortalContext,
  jws: string,
  typ: string,
): Promise<KioskMessage> => {
  const message = parseMessage(jws, typ);
  if (message === undefined) throw new KioskProblem('bad-message');
  const kiosk = await findKiosk(context.db, message);
  const key = importDeviceKey(parseDeviceKey(kiosk.device_key));
  if (key === undefined || !isSignedBy(message, key)) throw new KioskProblem('bad-message');
  if (kiosk.revoked_at !== null) {
    await raiseAlarm(context, { kioskId: kiosk.id, kind: 'revoked_kiosk' });
    throw new KioskProblem('kiosk-revoked');
  }
  await noteSeen(context.db, kiosk, context.clock.now());
  return { kiosk, message };
};
