import type { Heartbeat } from '../../../contract/heartbeat.ts';
import {
  type Pull,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { Audit } from '../audit.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { keepCase } from './case-inbox.ts';
import { changeDevice, deviceOf, forgetOfDevice } from './device-record.ts';
import type { EnrolledDevice } from './enrolled-device.ts';
import type { NewLife } from './new-life.ts';
import { newNonce } from './nonce.ts';
import type { PortalClient, Setback } from './portal-client.ts';
import { type PullPage, pullPageSchema } from './pull-page.ts';
import { dropOldEpochs, keepPublications } from './publication-inbox.ts';

export interface PullOptions {
  readonly store: Store;
  readonly client: PortalClient;
  readonly newLife: NewLife;
  readonly time: KioskTime;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: Pick<Audit, 'head' | 'heardAnchor'>;
  readonly log: Log;
  /** How the device is, told with each question. */
  readonly heartbeat?: (() => Heartbeat) | undefined;
  /** Leases of reception times to name in the next question; what is not named was let go for good. */
  readonly leases?: (() => Promise<readonly string[]>) | undefined;
  /** Hears the lookup ids of cases with news, after they are durable. */
  readonly casesChanged: (lookupIds: readonly string[]) => void;
  /** Hears the kinds of publications with news, after they are durable. */
  readonly published: (kinds: readonly string[]) => void;
}

export type PullStep = { readonly kind: 'more' } | { readonly kind: 'done' } | Setback;

/** Asks for one page of what is new. */
export const pull = async (options: PullOptions, device: EnrolledDevice): Promise<PullStep> => {
  const { client, store } = options;
  const question = newPull(options, device.kiosk, await options.leases?.());
  const answer = await client.ask({
    route: ROUTES.pull,
    types: [MESSAGE_TYPES.pull, MESSAGE_TYPES.pullReply],
    payload: JSON.stringify(question),
    signedBy: device.key,
    reply: pullPageSchema,
    portalKey: device.signingKey,
    answers: ({ kiosk, nonce }) => kiosk === device.kiosk && nonce === question.nonce,
  });
  if (answer.kind !== 'answered') return answer;
  const reply = answer.value;
  await takeReply(options, reply);
  const moved = deviceOf(store.data).cursor !== question.cursor;
  // `more` with an unmoved cursor would ask for the same page for ever.
  return { kind: reply.more && moved ? 'more' : 'done' };
};

/** The next question, from where the last answer ended. */
export const newPull = (
  {
    store,
    random,
    clock,
    audit,
    heartbeat,
  }: Pick<PullOptions, 'store' | 'random' | 'clock' | 'audit' | 'heartbeat'>,
  kiosk: string,
  leases?: readonly string[],
): Pull => {
  const { cursor, chain, enrolled } = deviceOf(store.data);
  const head = audit.head();
  return {
    v: PROTOCOL_VERSION,
    kiosk,
    nonce: newNonce(random),
    ...(cursor !== undefined && { cursor }),
    ...(chain && enrolled && { chain: { seq: chain.seq, epoch: enrolled.epoch } }),
    ...(head && { audit: head }),
    sentAt: Math.max(0, Math.floor(clock.now())),
    ...(heartbeat !== undefined && { heartbeat: heartbeat() }),
    ...(leases !== undefined && { leases: [...leases] }),
  };
};

/** A verified answer: the epoch first, for it decides what the rest means. */
export const takeReply = async (
  options: KeepOptions & Pick<PullOptions, 'newLife' | 'audit' | 'log'>,
  reply: PullPage,
): Promise<void> => {
  await noteLoss(options, reply);
  await options.newLife.heardEpoch(reply.epoch);
  const { cases, publications } = reply.leftOut;
  if (cases + publications > 0) options.log.error('sync.entries_left_out', reply.leftOut);
  await keepPage(options, reply);
  if (reply.auditAnchor !== undefined) await options.audit.heardAnchor(reply.auditAnchor);
};

/**
 * In the same epoch the portal has at least the batches that it confirmed. If it has fewer, it was
 * restored from a backup and nobody told it: what lies between is on no disk but this one.
 */
const noteLoss = async (
  { store, log }: Pick<PullOptions, 'store' | 'log'>,
  { epoch, head }: PullPage,
): Promise<void> => {
  const { chain, enrolled, portalWentBack = false } = deviceOf(store.data);
  const lost =
    epoch === enrolled?.epoch && chain !== undefined && head !== undefined && head < chain.seq;
  if (lost === portalWentBack) return;
  if (lost) log.error('sync.portal_went_back', { confirmed: chain.seq, has: head });
  await store.update(
    (writer) =>
      lost
        ? changeDevice(writer, { portalWentBack: true })
        : forgetOfDevice(writer, ['portalWentBack']),
    { urgent: true },
  );
};

/** Below, a difference is jitter of the network and not worth a write. Milliseconds. */
const CLOCK_PRECISION = 2_000;

type KeepOptions = Pick<PullOptions, 'store' | 'time' | 'clock' | 'casesChanged' | 'published'>;

/** The page, and then where to go on: both in one change, so that nothing is skipped or heard half. */
export const keepPage = async (options: KeepOptions, reply: PullPage): Promise<void> => {
  const { store, time, clock, casesChanged, published } = options;
  const device = deviceOf(store.data);
  const at = time.now();
  const clockOffset = at - Math.floor(clock.now());
  const sameClock = Math.abs(clockOffset - (device.clockOffset ?? 0)) < CLOCK_PRECISION;
  const nothingNew = reply.cases.length === 0 && reply.publications.length === 0;
  if (nothingNew && reply.cursor === device.cursor && sameClock) return;
  let changed: readonly string[] = [];
  let kinds: readonly string[] = [];
  await store.update(
    (writer) => {
      const news = reply.cases.filter((envelope) =>
        keepCase(writer, envelope, { epoch: reply.epoch, at }),
      );
      changed = news.map(({ lookupId }) => lookupId);
      kinds = keepPublications(writer, reply.publications, reply.epoch);
      if (!reply.more) kinds = [...kinds, ...dropOldEpochs(writer, store.data, reply.epoch)];
      changeDevice(writer, { cursor: reply.cursor, ...(!sameClock && { clockOffset }) });
    },
    { urgent: true },
  );
  if (changed.length > 0) casesChanged(changed);
  if (kinds.length > 0) published([...new Set(kinds)]);
};
