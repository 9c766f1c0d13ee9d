import * as v from 'valibot';
import {
  type EnrolReply,
  enrolReplySchema,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { KioskConfig } from '../config.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { changeDevice, deviceOf } from './device-record.ts';
import { createDeviceKey, type DeviceKey, hasThumbprint, toDeviceKey } from './device-identity.ts';
import { digestOf } from './digest.ts';
import type { NewLife } from './new-life.ts';
import { newNonce } from './nonce.ts';
import type { Setback } from './portal-client.ts';
import type { Transport } from './http-transport.ts';
import { openMessage, signMessage } from './signed-messages.ts';

export interface EnrolOptions {
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly portal: NonNullable<KioskConfig['portal']>;
  readonly newLife: NewLife;
}

/** Whether the configuration holds a one-time code that this device has not used. */
export const hasFreshCode = ({ store, portal }: Pick<EnrolOptions, 'store' | 'portal'>): boolean =>
  portal.enrolmentCode !== undefined &&
  digestOf(portal.enrolmentCode) !== deviceOf(store.data).usedCode;

/**
 * Registers this device by the one-time code. Undefined when it is done; the queue stays, and what
 * was under way under an earlier identity is sent anew under the new one.
 */
export const enrol = async (options: EnrolOptions): Promise<Setback | undefined> => {
  const { store, transport, portal, random, clock } = options;
  const code = portal.enrolmentCode;
  if (code === undefined) throw new Error('enrolment without a code');
  const key = await candidateKey(store, digestOf(code));
  const nonce = newNonce(random);
  const request = {
    v: PROTOCOL_VERSION,
    code,
    deviceKey: key.public,
    nonce,
    sentAt: Math.max(0, Math.floor(clock.now())),
  };
  const jws = signMessage(JSON.stringify(request), MESSAGE_TYPES.enrolRequest, key);
  const outcome = await transport.post(ROUTES.enrol, jws);
  if (outcome.kind !== 'message') return outcome;
  const reply = await trustedReply(outcome.jws, portal.keyThumbprint);
  if (reply?.nonce !== nonce) return { kind: 'unreachable' };
  await options.newLife.enrolled(reply, key, digestOf(code));
  return undefined;
};

/** One key for one code, on disk before it is sent: when the answer is lost, the same is asked again. */
const candidateKey = async (store: Store, code: string): Promise<DeviceKey> => {
  const { candidate } = deviceOf(store.data);
  if (candidate?.code === code) return toDeviceKey(candidate.key);
  const key = await createDeviceKey();
  await store.update((writer) => changeDevice(writer, { candidate: { key: key.private, code } }), {
    urgent: true,
  });
  return key;
};

/** The reply brings its own key; it counts only if that is the one the configuration trusts. */
const trustedReply = async (jws: string, thumbprint: string): Promise<EnrolReply | undefined> => {
  const claimed = claimedReply(jws);
  if (claimed === undefined) return undefined;
  const { signingKey, sealingKey } = claimed;
  if (!(await hasThumbprint(signingKey, thumbprint))) return undefined;
  if (!(await hasThumbprint(sealingKey, sealingKey.kid))) return undefined;
  return openMessage(jws, MESSAGE_TYPES.enrolReply, enrolReplySchema, claimed.signingKey);
};

/** What the message says before anything of it is believed. */
const claimedReply = (jws: string): EnrolReply | undefined => {
  const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), enrolReplySchema), payload);
  return parsed.success ? parsed.output : undefined;
};
