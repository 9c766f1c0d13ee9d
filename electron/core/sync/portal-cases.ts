import {
  caseLookupReplySchema,
  MESSAGE_TYPES,
  personCasesReplySchema,
  PROTOCOL_VERSION,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { CaseAnswer, CaseSource, PersonAnswer, PersonQuestion } from '../case-source.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { type Store, StoreError } from '../store/store.ts';
import { keepCase } from './case-inbox.ts';
import { deviceOf } from './device-record.ts';
import { enrolledDevice } from './enrolled-device.ts';
import { newNonce } from './nonce.ts';
import type { Exchange, PortalClient } from './portal-client.ts';

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
  askForPerson: (question) => askForPerson(options, question),
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

/** Signed question and answer about cases, or why there is none. */
const exchange = async <T extends object, A>(
  { store, client, random, clock }: PortalCasesOptions,
  question: T,
  carry: (client: PortalClient, device: EnrolledDevice, asked: T & Head) => Promise<Exchange<A>>,
): Promise<{ readonly kind: 'answered'; readonly value: A } | Unanswered> => {
  const device = await enrolledDevice(store.data);
  if (client === undefined || device === undefined) return { kind: 'unreachable' };
  const head = {
    v: PROTOCOL_VERSION,
    kiosk: device.kiosk,
    nonce: newNonce(random),
    sentAt: Math.max(0, Math.floor(clock.now())),
  } as const;
  const answer = await carry(client, device, { ...question, ...head });
  if (answer.kind === 'answered') return answer;
  return answer.kind === 'problem' && answer.problem === 'too-many-requests'
    ? { kind: 'slow_down', retryAfterMs: answer.retryAfterMs ?? DEFAULT_PAUSE }
    : { kind: 'unreachable' };
};

interface Head {
  readonly v: typeof PROTOCOL_VERSION;
  readonly kiosk: string;
  readonly nonce: string;
  readonly sentAt: number;
}
type Unanswered = Exclude<CaseAnswer, { kind: 'answered' }>;
type EnrolledDevice = NonNullable<Awaited<ReturnType<typeof enrolledDevice>>>;

const isAnswerTo =
  (asked: Head) =>
  (reply: { readonly kiosk: string; readonly nonce: string }): boolean =>
    reply.kiosk === asked.kiosk && reply.nonce === asked.nonce;

const ask = async (options: PortalCasesOptions, lookupId: string): Promise<CaseAnswer> => {
  const answer = await exchange(options, { lookupId }, (client, device, asked) =>
    client.ask({
      route: ROUTES.caseLookup,
      types: [MESSAGE_TYPES.caseLookup, MESSAGE_TYPES.caseLookupReply],
      payload: JSON.stringify(asked),
      signedBy: device.key,
      reply: caseLookupReplySchema,
      portalKey: device.signingKey,
      answers: isAnswerTo(asked),
      timeout: TIMEOUT,
    }),
  );
  if (answer.kind !== 'answered') return answer;
  return { kind: 'answered', envelope: answer.value.case, details: answer.value.details };
};

const askForPerson = async (
  options: PortalCasesOptions,
  question: PersonQuestion,
): Promise<PersonAnswer> => {
  const answer = await exchange(options, question, (client, device, asked) =>
    client.ask({
      route: ROUTES.personCases,
      types: [MESSAGE_TYPES.personCases, MESSAGE_TYPES.personCasesReply],
      payload: JSON.stringify(asked),
      signedBy: device.key,
      reply: personCasesReplySchema,
      portalKey: device.signingKey,
      answers: isAnswerTo(asked),
      timeout: TIMEOUT,
    }),
  );
  return answer.kind === 'answered' ? { kind: 'answered', person: answer.value.person } : answer;
};
