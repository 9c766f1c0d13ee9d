import { DAY_COUNTERS, type DayReport } from '../../../../contract/day-report.ts';
import { ok } from '../../../../contract/result.ts';
import type { DeviceHealth } from '../../../../contract/staff-views.ts';
import type { Audit } from '../../audit.ts';
import type { Counters } from '../../counters.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { Sessions } from '../../session.ts';
import type { StaffCalls } from '../../staff-calls.ts';
import type { StickFiles } from '../../stick-files.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import { dayDocument } from './day-document.ts';

export interface DayOptions {
  readonly store: Store;
  readonly audit: Audit;
  readonly counters: Pick<Counters, 'days'>;
  readonly calls: Pick<StaffCalls, 'state'>;
  readonly sessions: Pick<Sessions, 'citizens'>;
  readonly stick: StickFiles;
  readonly shop: Pick<PrintShop, 'print'>;
  readonly time: KioskTime;
  readonly health: () => DeviceHealth;
  readonly nameOf: (number: string) => string;
}

/** Days whose closing is remembered. */
const MOST_DAYS = 400;

/** What the day was, whether all is sent and nobody's data is left, and who says so. */
export const createDayMethods = (options: DayOptions): HandlersOf<'day'> => {
  const { store, audit, stick, shop, time } = options;
  return {
    'day.report': async () => ok(await reportOf(options)),
    'day.close': async (_input, { staff }) => {
      const day = time.today();
      const old = [...store.data.closedDays.entries()].map(([id]) => id).sort();
      await store.update(
        (writer) => {
          writer.closedDays.set(day, { at: time.now(), number: staff.number });
          for (const id of old.slice(0, Math.max(0, old.length - MOST_DAYS)))
            writer.closedDays.delete(id);
          audit.record({ number: staff.number, act: 'day_closed', subject: day })(writer);
        },
        { urgent: true },
      );
      return ok(await reportOf(options));
    },
    'day.print': async ({ language }, { staff }) =>
      shop.print(dayDocument(await reportOf(options), language), staff),
    'day.export': async () => {
      const report = await reportOf(options);
      const written = await stick.write(`asan-day-${report.day}.csv`, toCsv(report));
      return written.ok ? ok({ file: written.value }) : written;
    },
  };
};

/** When the oldest was saved that is still to be sent. */
const oldestWaiting = (data: StoreReader): number | undefined => {
  let oldest: number | undefined;
  for (const [, { state, savedAt }] of data.outbox.scan(['state', 'savedAt']))
    if (state === 'saved' && savedAt < (oldest ?? Infinity)) oldest = savedAt;
  return oldest;
};

const reportOf = async (options: DayOptions): Promise<DayReport> => {
  const { store, counters, calls, sessions, time, health, nameOf } = options;
  const day = time.today();
  const counted = (await counters.days()).find((one) => one.day === day)?.counts ?? {};
  const { waiting, setAside, alarms } = health();
  const oldest = oldestWaiting(store.data);
  const closed = store.data.closedDays.get(day);
  return {
    day,
    counts: exactOnly(counted),
    waiting,
    setAside,
    ...(oldest !== undefined && { oldestWaiting: oldest }),
    openCall: calls.state().state === 'open',
    alarms,
    wiped: sessions.citizens() === 0,
    ...(closed && { closed: { at: closed.at, name: nameOf(closed.number) } }),
  };
};

const exactOnly = (counts: DayReport['counts']): DayReport['counts'] =>
  Object.fromEntries(
    Object.entries(counts).filter(([id]) =>
      DAY_COUNTERS.some((counter) => id.startsWith(`${counter}/`)),
    ),
  );

/** RFC 4180; every key is a word of ours. */
const toCsv = ({ day, counts, waiting, setAside, openCall, alarms, wiped }: DayReport): string =>
  [
    ['day', day],
    ...Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)),
    ['waiting', waiting],
    ['set_aside', setAside],
    ['open_call', openCall],
    ['wiped', wiped],
    ...alarms.map((alarm) => ['alarm', alarm]),
  ]
    .map(([name, value]) => `${String(name)},${String(value)}\r\n`)
    .join('');
