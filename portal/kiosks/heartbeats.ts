import * as v from 'valibot';
import { heartbeatSchema, type Heartbeat } from '../../contract/heartbeat.ts';
import type { PortalContext } from '../context.ts';
import type { ShownHeartbeat } from '../desk-api.ts';

/** Written at most so often while nothing but numbers has moved. */
const PRECISION = 60_000;

const parser = v.pipe(v.string(), v.parseJson(), heartbeatSchema);

/** What a person would notice; a megabyte more or less is none of it. */
const gist = ({ version, waiting, setAside, paper, alarms }: Heartbeat): string =>
  JSON.stringify([version, waiting, setAside, paper, alarms]);

/** Keeps the kiosk's last word about itself, for the desk. */
export const keepHeartbeat = async (
  context: Pick<PortalContext, 'db' | 'clock'>,
  kioskId: string,
  heartbeat: Heartbeat,
): Promise<void> => {
  const at = context.clock.now();
  const earlier = await context.db
    .selectFrom('kiosk_heartbeats')
    .select(['at', 'heartbeat'])
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  const before = v.safeParse(parser, earlier?.heartbeat);
  const isNews = !before.success || gist(before.output) !== gist(heartbeat);
  if (!isNews && Math.abs(at - (earlier?.at ?? 0)) < PRECISION) return;
  const values = { at, heartbeat: JSON.stringify(heartbeat) };
  await context.db
    .insertInto('kiosk_heartbeats')
    .values({ kiosk_id: kioskId, ...values })
    .onConflict((conflict) => conflict.column('kiosk_id').doUpdateSet(values))
    .execute();
};

/** The last heartbeat by kiosk. One that this version cannot read is left out. */
export const readHeartbeats = async ({
  db,
}: Pick<PortalContext, 'db'>): Promise<ReadonlyMap<string, ShownHeartbeat>> => {
  const rows = await db.selectFrom('kiosk_heartbeats').selectAll().execute();
  const shown = new Map<string, ShownHeartbeat>();
  for (const { kiosk_id: id, at, heartbeat } of rows) {
    const parsed = v.safeParse(parser, heartbeat);
    if (parsed.success) shown.set(id, { at, ...parsed.output });
  }
  return shown;
};
