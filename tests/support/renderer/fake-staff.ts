import { kioskApi } from '../../../contract/kiosk-api.ts';
import type { MethodInput, MethodName } from '../../../contract/kiosk-api.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type {
  DamageView,
  KeysView,
  DeviceHealth,
  ExportReport,
  ImportReport,
  QueueItem,
  StaffRole,
} from '../../../contract/staff-views.ts';
import { createFakeKiosk, type FakeKiosk } from './fake-kiosk.ts';

export const STAFF_NOON = Date.UTC(2026, 10, 23, 8, 0);
const MINUTE = 60_000;

/** Numbers and PINs of the fake kiosk's staff. */
export const FAKE_STAFF = {
  operator: { number: '101', pin: '402918', name: 'Leyla Operatorova' },
  supervisor: { number: '201', pin: '730164', name: 'Kamran Nəzarətçiyev' },
  technician: { number: '301', pin: '558207', name: 'Tural Texnikov' },
} as const satisfies Record<StaffRole, unknown>;

const numberOf = (role: StaffRole | undefined): string | undefined =>
  role && FAKE_STAFF[role].number;

export const itemOf = (number: number, part: Partial<QueueItem> = {}): QueueItem => ({
  id: `01997b00-0000-7000-8000-${String(number).padStart(12, '0')}`,
  kind: 'application',
  state: 'saved',
  savedAt: STAFF_NOON - number * 65 * MINUTE,
  bytes: 4096 + number,
  ...part,
});

export const calmHealth: DeviceHealth = {
  kioskName: 'Masallı, zal 1',
  version: '0.1.0',
  online: true,
  enrolled: true,
  waiting: 0,
  setAside: 0,
  lastExchangeAt: STAFF_NOON - 2 * MINUTE,
  alarms: [],
  now: STAFF_NOON,
  clockOffset: 0,
};

/** A fake kiosk that also knows staff. Who is signed in is kept here, as the core keeps it. */
export interface FakeStaffKiosk extends FakeKiosk {
  setHealth(part: Partial<DeviceHealth>): void;
  setQueue(items: readonly QueueItem[]): void;
  setReports(reports: { readonly export?: ExportReport; readonly import?: ImportReport }): void;
  setDamage(view: DamageView): void;
  setKeys(to: KeysView): void;
  signedIn(): boolean;
  queue(): readonly QueueItem[];
}

type Handlers = { readonly [M in MethodName]?: (input: MethodInput<M>) => Result<unknown> };

export const createFakeStaffKiosk = (fake: FakeKiosk = createFakeKiosk()): FakeStaffKiosk => {
  let role: StaffRole | undefined;
  let health = calmHealth;
  let keys: KeysView = { since: Date.UTC(2026, 2, 14), state: 'settled' };
  let damage: DamageView = { unseen: 0, seen: 0 };
  let items: readonly QueueItem[] = [];
  let reports: { export: ExportReport; import: ImportReport } = {
    export: { file: 'asan-questions-1.json', submissions: 2, left: 0 },
    import: { received: 2, setAside: 0, cases: 3 },
  };
  const idOf = (id: string) => items.find((item) => item.id === id && item.state === 'set_aside');

  const handlers: Handlers = {
    'staff.signIn': ({ number, pin }) => {
      const found = Object.entries(FAKE_STAFF).find(([, one]) => one.number === number);
      if (found?.[1].pin !== pin) return fail('wrong_pin');
      role = found[0] as StaffRole;
      return ok({ name: found[1].name, role, visit: fake.beginVisit() });
    },
    'staff.signOut': () => {
      role = undefined;
      return ok(null);
    },
    'staff.touch': () => ok(null),
    'staff.health': () => ok(health),
    'staff.opened': () => ok(null),
    'damage.view': () => ok(damage),
    'keys.view': () => ok(keys),
    'keys.renew': () => {
      keys = { state: 'next_start' };
      return ok(keys);
    },
    'damage.acknowledge': ({ second }) => {
      if (second.number === numberOf(role)) return fail('second_needed');
      damage = { unseen: 0, seen: damage.seen + damage.unseen };
      health = { ...health, alarms: health.alarms.filter((alarm) => alarm !== 'store_damaged') };
      return ok(damage);
    },
    'queue.list': () => ok(items),
    'queue.retry': ({ id }) => {
      if (idOf(id) === undefined) return fail('not_found');
      items = items.map((item) => (item.id === id ? itemAgain(item) : item));
      return ok(null);
    },
    'queue.discard': ({ id, second }) => {
      if (second.number === numberOf(role) || second.number === FAKE_STAFF.operator.number)
        return fail('second_needed');
      if (idOf(id) === undefined) return fail('not_found');
      items = items.filter((item) => item.id !== id);
      return ok(null);
    },
    'queue.export': () => ok(reports.export),
    'queue.import': () => ok(reports.import),
  };
  const isAllowed = (method: MethodName): boolean => {
    const needs = kioskApi[method].role;
    if (needs === 'anyone') return true;
    if (needs === 'senior') return role === 'supervisor' || role === 'technician';
    return needs === 'supervisor' || needs === 'technician' ? role === needs : role !== undefined;
  };
  const answer = (method: string, input: unknown): Result<unknown> | undefined => {
    const handler = (handlers as Record<string, ((input: never) => Result<unknown>) | undefined>)[
      method
    ];
    if (handler === undefined) return undefined;
    return isAllowed(method as MethodName) ? handler(input as never) : fail('not_allowed');
  };

  return {
    ...fake,
    get unreachable() {
      return fake.unreachable;
    },
    set unreachable(is) {
      fake.unreachable = is;
    },
    async call(method, input) {
      // The stand-in for citizens counts the call, holds it back and fails it when told to.
      const general = (await fake.call(method, input)) as Result<unknown, { code: string }>;
      if (method === 'session.begin') role = undefined;
      if (general.ok || general.error.code !== 'unknown_method') return general;
      return structuredClone(answer(method, input) ?? general);
    },
    setHealth: (part) => {
      health = { ...health, ...part };
    },
    setQueue: (to) => {
      items = to;
      const setAside = to.filter(({ state }) => state === 'set_aside').length;
      health = { ...health, setAside, waiting: to.length - setAside };
    },
    setReports: (to) => {
      reports = { ...reports, ...to };
    },
    setDamage: (to) => {
      damage = to;
    },
    setKeys: (to) => {
      keys = to;
    },
    signedIn: () => role !== undefined,
    queue: () => items,
  };
};

const itemAgain = ({ id, kind, savedAt, bytes }: QueueItem): QueueItem => ({
  id,
  kind,
  savedAt,
  bytes,
  state: 'saved',
});
