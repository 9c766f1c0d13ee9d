import type { PortalContext } from '../context.ts';
import type { Kiosk, ShownHeartbeat } from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { readHeartbeats } from './heartbeats.ts';
import type { KioskRecord } from './kiosk-records.ts';

const ALARMS_SHOWN = 20;

type ShownAlarm = Kiosk['alarms'][number];

const readAlarms = async ({ db }: PortalContext): Promise<Map<string, ShownAlarm[]>> => {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('alarms')
        .select(['kiosk_id', 'kind', 'at', 'seq'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('kiosk_id').orderBy('at', 'desc'))
            .as('place'),
        )
        .as('placed'),
    )
    .selectAll()
    .where('place', '<=', ALARMS_SHOWN)
    .orderBy('at', 'desc')
    .execute();
  const byKiosk = new Map<string, ShownAlarm[]>();
  for (const { kiosk_id: id, kind, at, seq } of rows)
    byKiosk.set(id, [...(byKiosk.get(id) ?? []), { kind, at, ...(seq === null ? {} : { seq }) }]);
  return byKiosk;
};

const toKiosk = (
  row: KioskRecord,
  alarms: ShownAlarm[],
  heartbeat: ShownHeartbeat | undefined,
): Kiosk => ({
  kioskId: row.id,
  name: row.name,
  enrolledAt: row.enrolled_at,
  seq: row.seq,
  submissions: row.submissions,
  ...(row.last_seen_at === null ? {} : { lastSeenAt: row.last_seen_at }),
  ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
  ...(heartbeat && { heartbeat }),
  alarms,
});

/** Every enrolled kiosk with its alarms; the one that demonstration cases hang on is no kiosk. */
export const listKiosks = async (context: PortalContext): Promise<Kiosk[]> => {
  const alarms = await readAlarms(context);
  const heartbeats = await readHeartbeats(context);
  const rows = await context.db
    .selectFrom('kiosks')
    .selectAll()
    .where('demonstration', '=', false)
    .orderBy('name')
    .orderBy('enrolled_at')
    .execute();
  return rows.map((row) => toKiosk(row, alarms.get(row.id) ?? [], heartbeats.get(row.id)));
};

/** Refuses the kiosk's messages from now on. Twice is once. Throws `DeskProblemError` not-found. */
export const revokeKiosk = async (context: PortalContext, kioskId: string): Promise<Kiosk> => {
  const row = await context.db
    .updateTable('kiosks')
    .set((kiosk) => ({
      revoked_at: kiosk.fn.coalesce('revoked_at', kiosk.val(context.clock.now())),
    }))
    .where('id', '=', kioskId)
    .where('demonstration', '=', false)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new DeskProblemError('not-found');
  context.log.warn('kiosk.revoked', { kiosk: kioskId });
  const alarms = await readAlarms(context);
  const heartbeats = await readHeartbeats(context);
  return toKiosk(row, alarms.get(row.id) ?? [], heartbeats.get(row.id));
};
