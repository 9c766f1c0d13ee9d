import {
  type Pull,
  type PullReply,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  pullReplySchema,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { keepCase } from './case-inbox.ts';
import { changeDevice, deviceOf } from './device-record.ts';
import type { EnrolledDevice } from './enrolled-device.ts';
import type { NewLife } from './new-life.ts';
import { newNonce } from './nonce.ts';
import type { PortalClient, Setback } from './portal-client.ts';

export interface PullOptions {
  readonly store: Store;
  readonly client: PortalClient;
  readonly newLife: NewLife;
  readonly time: KioskTime;
  readonly clock: Clock;
  readonly random: Random;
  /** Hears the lookup ids of cases with news, after they are durable. */
  readonly casesChanged: (lookupIds: readonly string[]) => void;
}

export type PullStep = { readonly kind: 'more' } | { readonly kind: 'done' } | Setback;

/** Asks for one page of what is new. */
export const pull = async (options: PullOptions, device: EnrolledDevice): Promise<PullStep> => {
  const { client, newLife, store } = options;
  const question = newPull(options, device.kiosk);
  const answer = await client.ask({
    route: ROUTES.pull,
    types: [MESSAGE_TYPES.pull, MESSAGE_TYPES.pullReply],
    payload: JSON.stringify(question),
    signedBy: device.key,
    reply: pullReplySchema,
    portalKey: device.signingKey,
    answers: ({ kiosk, nonce }) => kiosk === device.kiosk && nonce === question.nonce,
  });
  if (answer.kind !== 'answered') return answer;
  const reply = answer.value;
  await newLife.heardEpoch(reply.epoch);
  await keepPage(options, reply);
  const moved = deviceOf(store.data).cursor !== question.cursor;
  // `more` with an unmoved cursor would ask for the same page for ever.
  return { kind: reply.more && moved ? 'more' : 'done' };
};

/** The next question, from where the last answer ended. */
export const newPull = (
  { store, random, clock }: Pick<PullOptions, 'store' | 'random' | 'clock'>,
  kiosk: string,
): Pull => {
  const { cursor } = deviceOf(store.data);
  return {
    v: PROTOCOL_VERSION,
    kiosk,
    nonce: newNonce(random),
    ...(cursor !== undefined && { cursor }),
    sentAt: Math.max(0, Math.floor(clock.now())),
  };
};

/** Below, a difference is jitter of the network and not worth a write. Milliseconds. */
const CLOCK_PRECISION = 2_000;

/** The page, and then where to go on: both in one change, so that nothing is skipped or heard half. */
export const keepPage = async (
  {
    store,
    time,
    clock,
    casesChanged,
  }: Pick<PullOptions, 'store' | 'time' | 'clock' | 'casesChanged'>,
  reply: PullReply,
): Promise<void> => {
  const device = deviceOf(store.data);
  const at = time.now();
  const clockOffset = at - Math.floor(clock.now());
  const sameClock = Math.abs(clockOffset - (device.clockOffset ?? 0)) < CLOCK_PRECISION;
  if (reply.cases.length === 0 && reply.cursor === device.cursor && sameClock) return;
  let changed: readonly string[] = [];
  await store.update(
    (writer) => {
      const news = reply.cases.filter((envelope) =>
        keepCase(writer, envelope, { epoch: reply.epoch, at }),
      );
      changed = news.map(({ lookupId }) => lookupId);
      changeDevice(writer, { cursor: reply.cursor, ...(!sameClock && { clockOffset }) });
    },
    { urgent: true },
  );
  if (changed.length > 0) casesChanged(changed);
};
