import {
  caseLookupReplySchema,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { CaseAnswer, CaseSource } from '../case-source.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { type Store, StoreError } from '../store/store.ts';
import { keepCase } from './case-inbox.ts';
import { deviceOf } from './device-record.ts';
import { enrolledDevice } from './enrolled-device.ts';
import { newNonce } from './nonce.ts';
import type { PortalClient } from './portal-client.ts';

export interface PortalCasesOptions {
  readonly store: Store;
  /** Undefined on a kiosk without a portal. */
  readonly client: PortalClient | undefined;
  readonly time: KioskTime;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly online: () => boolean;
}

/** A citizen waits for this answer in front of the screen. Milliseconds. */
const TIMEOUT = 5_000;
const DEFAULT_PAUSE = 5_000;

/** Single cases, asked for while a citizen waits. */
export const createPortalCases = (options: PortalCasesOptions): CaseSource => ({
  online: options.online,
  ask: (lookupId) => ask(options, lookupId),
  keep: async (envelope) => {
    const { store, time, log } = options;
    const heard = { epoch: deviceOf(store.data).enrolled?.epoch ?? '', at: time.now() };
    try {
      await store.update((data) => keepCase(data, envelope, heard), { urgent: true });
    } catch (error) {
      // The citizen sees the state that just came all the same; the next pull brings it again.
      if (!(error instanceof StoreError)) throw error;
      log.warn('case.not_kept', { fault: error.fault });
    }
  },
});

const ask = async (
  { store, client, random, clock }: PortalCasesOptions,
  lookupId: string,
): Promise<CaseAnswer> => {
  const device = await enrolledDevice(store.data);
  if (client === undefined || device === undefined) return { kind: 'unreachable' };
  const nonce = newNonce(random);
  const question = {
    v: PROTOCOL_VERSION,
    kiosk: device.kiosk,
    nonce,
    lookupId,
    sentAt: Math.max(0, Math.floor(clock.now())),
  };
  const answer = await client.ask({
    route: ROUTES.caseLookup,
    types: [MESSAGE_TYPES.caseLookup, MESSAGE_TYPES.caseLookupReply],
    payload: JSON.stringify(question),
    signedBy: device.key,
    reply: caseLookupReplySchema,
    portalKey: device.signingKey,
    answers: (reply) => reply.kiosk === device.kiosk && reply.nonce === nonce,
    timeout: TIMEOUT,
  });
  if (answer.kind === 'answered') return { kind: 'answered', envelope: answer.value.case };
  return answer.kind === 'problem' && answer.problem === 'too-many-requests'
    ? { kind: 'slow_down', retryAfterMs: answer.retryAfterMs ?? DEFAULT_PAUSE }
    : { kind: 'unreachable' };
};
