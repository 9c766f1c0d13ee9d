import type * as v from 'valibot';
import type { ProblemName, PublicJwk } from '../../../contract/sync-protocol.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Clock } from '../ports.ts';
import type { DeviceKey } from './device-identity.ts';
import type { Transport } from './http-transport.ts';
import type { LinkState } from './link-state.ts';
import { openMessage, signMessage } from './signed-messages.ts';

/** Why an exchange brought nothing. */
export type Setback =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly status: number; readonly retryAfterMs?: number | undefined }
  | {
      readonly kind: 'problem';
      readonly problem: ProblemName;
      readonly retryAfterMs?: number | undefined;
    };

export type Exchange<T> = { readonly kind: 'answered'; readonly value: T } | Setback;

export interface Question<S extends v.GenericSchema> {
  readonly route: string;
  /** `typ` of the request and of the answer. */
  readonly types: readonly [request: string, reply: string];
  readonly payload: string;
  readonly signedBy: DeviceKey;
  readonly reply: S;
  /** The portal's key, which must have signed the answer. */
  readonly portalKey: PublicJwk;
  /** Whether the answer is to this very question. */
  readonly answers: (reply: v.InferOutput<S>) => boolean;
  readonly timeout?: number;
}

/** An answer in a form that says when the portal gave it. */
type TimedSchema = v.GenericSchema<unknown, { readonly serverTime: number }>;

export interface PortalClient {
  ask<S extends TimedSchema>(question: Question<S>): Promise<Exchange<v.InferOutput<S>>>;
}

export interface PortalClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly time: KioskTime;
  readonly link: LinkState;
}

/** Signed question, verified answer. What is not surely the portal's answer to it is nobody's: unreachable. */
export const createPortalClient = (options: PortalClientOptions): PortalClient => ({
  ask: async (question) => {
    const exchange = await askOnce(options, question);
    options.link.note(exchange.kind);
    return exchange;
  },
});

const askOnce = async <S extends TimedSchema>(
  { transport, clock, time }: PortalClientOptions,
  { route, types, payload, signedBy, reply, portalKey, answers, timeout }: Question<S>,
): Promise<Exchange<v.InferOutput<S>>> => {
  const jws = signMessage(payload, types[0], signedBy);
  const sent = clock.monotonic();
  const outcome = await transport.post(route, jws, timeout === undefined ? {} : { timeout });
  const received = clock.monotonic();
  if (outcome.kind !== 'message') return outcome;
  const value = openMessage(outcome.jws, types[1], reply, portalKey);
  if (value === undefined || !answers(value)) return { kind: 'unreachable' };
  time.heard(value.serverTime, sent, received);
  return { kind: 'answered', value };
};
