import type { Heartbeat } from '../../../contract/heartbeat.ts';
import type { Audit } from '../audit.ts';
import type { CoreConfig } from '../config.ts';
import type { CaseSource } from '../case-source.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Network, Ports } from '../ports.ts';
import type { QueueTransfer } from '../kept-queue.ts';
import { createStickFiles } from '../stick-files.ts';
import type { Store } from '../store/store.ts';
import { createBatchSize } from './batch-size.ts';
import { createBatches } from './batches.ts';
import { deviceOf } from './device-record.ts';
import { enrol } from './enrol.ts';
import { createRound, type RoundOutcome } from './exchange-round.ts';
import { createHttpTransport } from './http-transport.ts';
import { createLinkState } from './link-state.ts';
import { createNewLife } from './new-life.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPortalCases } from './portal-cases.ts';
import { createPortalClient } from './portal-client.ts';
import { dropExpired } from './retention.ts';
import { createSyncEngine } from './sync-engine.ts';
import type { SyncHealth } from './sync-health.ts';
import { createTransfer } from './transfer.ts';

export interface Sync {
  readonly outbox: Outbox;
  readonly cases: CaseSource;
  health(): SyncHealth;
  /**
   * Makes this kiosk known to a portal that its configuration does not name yet. Only while the
   * configuration names none: nothing else is under way then.
   */
  readonly enrolAt: (
    portal: NonNullable<CoreConfig['kiosk']['portal']>,
    network: Network,
  ) => Promise<'enrolled' | 'offline' | 'refused'>;
  /** By stick, where there is no network. */
  readonly transfer: QueueTransfer;
  start(): void;
  stop(): Promise<void>;
}

export interface SyncOptions {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly store: Store;
  readonly time: KioskTime;
  readonly audit: Pick<Audit, 'head' | 'heardAnchor'>;
  /** Days for which sealed copies stay after the portal's receipt. */
  readonly keepSentDays: () => number;
  readonly heartbeat?: () => Heartbeat;
  readonly leases?: () => Promise<readonly string[]>;
  readonly casesChanged: (lookupIds: readonly string[]) => void;
  readonly published: (kinds: readonly string[]) => void;
  /** Reachability, enrolment or storage may have changed. */
  readonly statusChanged: () => void;
}

const HOUR = 60 * 60 * 1000;

/** The kiosk's side of the exchange with the portal. Without a portal in the configuration it only keeps. */
export const createSync = (options: SyncOptions): Sync => {
  const { ports, config, store, time } = options;
  const { clock, random, log } = ports;
  const outbox = createOutbox({ store, clock });
  const link = createLinkState();
  link.onChange(options.statusChanged);
  const shared = {
    store,
    time,
    clock,
    random,
    log,
    audit: options.audit,
    online: () => link.online(),
    heartbeat: options.heartbeat,
    leases: options.leases,
  };
  const logFailure = (event: string) => (error: unknown) => {
    log.error(event, { error: error instanceof Error ? error.name : 'unknown' });
  };
  const batches = createBatches({ store, outbox, clock, log });
  const newLife = createNewLife({ store, outbox, batches, log });
  const enrolAt: Sync['enrolAt'] = async (at, network) => {
    const transport = createHttpTransport({ network, url: at.url, now: () => time.now() });
    const setback = await enrol({ store, transport, clock, random, portal: at, newLife });
    if (setback === undefined) return 'enrolled';
    const refused = setback.kind === 'problem' && setback.problem === 'enrolment-refused';
    return refused ? 'refused' : 'offline';
  };
  const tidy = async (now: number): Promise<void> => {
    const dropped = await dropExpired(store, now, options.keepSentDays());
    if (dropped > 0) log.info('sync.expired_dropped', { records: dropped });
  };
  const { portal, transferFolder } = config.kiosk;
  const transfer = createTransfer({
    ...shared,
    outbox,
    batches,
    newLife,
    casesChanged: options.casesChanged,
    published: options.published,
    tidy: (now) => tidy(now).catch(logFailure('sync.not_tidied')),
    stick: transferFolder === undefined ? undefined : createStickFiles(ports.files, transferFolder),
  });
  if (portal === undefined)
    return {
      outbox,
      transfer,
      enrolAt,
      cases: createPortalCases({ ...shared, client: undefined }),
      health: () => ({
        online: false,
        enrolled: false,
        waiting: outbox.line.size,
        portalWentBack: false,
      }),
      start: () => undefined,
      stop: () => Promise.resolve(),
    };

  const cut = new AbortController();
  const transport = createHttpTransport({
    network: ports.network,
    url: portal.url,
    now: () => time.now(),
    signal: cut.signal,
  });
  const client = createPortalClient({ transport, clock, time, link });
  const round = createRound({
    store,
    link,
    log,
    enrolment: { store, transport, clock, random, portal, newLife },
    pushing: { ...shared, outbox, batches, size: createBatchSize(), client, newLife },
    pulling: {
      ...shared,
      client,
      newLife,
      casesChanged: options.casesChanged,
      published: options.published,
    },
  });

  let lastExchangeAt: number | undefined;
  let tidiedAt = -Infinity;
  const ended = async (outcome: RoundOutcome): Promise<void> => {
    options.statusChanged();
    if (outcome.kind !== 'done') return;
    lastExchangeAt = time.now();
    if (clock.monotonic() - tidiedAt < HOUR) return;
    tidiedAt = clock.monotonic();
    await tidy(lastExchangeAt);
  };

  const engine = createSyncEngine({
    round,
    clock,
    random,
    log,
    every: portal.pullEvery * 1000,
    nextPostponed: () => outbox.line.nextIn(clock.monotonic()),
    ended,
    abort: () => cut.abort(),
  });
  outbox.onSaved(() => engine.wake());
  const stopListening = ports.network.onReconnect?.(() => engine.reconnected());

  return {
    outbox,
    enrolAt,
    transfer: {
      export: () => engine.exclusively(() => transfer.export()),
      import: () => engine.exclusively(() => transfer.import()),
    },
    cases: createPortalCases({ ...shared, client }),
    health: () => {
      const alarm = round.alarm();
      return {
        online: link.online(),
        enrolled: deviceOf(store.data).enrolled !== undefined,
        waiting: outbox.line.size,
        portalWentBack: deviceOf(store.data).portalWentBack === true,
        ...(alarm !== undefined && { alarm }),
        ...(lastExchangeAt !== undefined && { lastExchangeAt }),
      };
    },
    start: () => {
      outbox.dropAllHeld().catch(logFailure('outbox.held_not_dropped'));
      engine.start();
    },
    stop: () => {
      stopListening?.();
      return engine.stop();
    },
  };
};
