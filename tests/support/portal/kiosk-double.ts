import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  calculateJwkThumbprint,
  CompactSign,
  compactDecrypt,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import * as v from 'valibot';
import {
  batchReplySchema,
  caseLookupReplySchema,
  caseStateSchema,
  enrolReplySchema,
  JOSE_MEDIA_TYPE,
  MESSAGE_TYPES,
  personCasesReplySchema,
  problemSchema,
  publicJwkSchema,
  pullReplySchema,
  ROUTES,
  type Batch,
  type BatchItem,
  type BatchReply,
  type CaseEnvelope,
  type CaseState,
  type EnrolReply,
  type PersonCasesReply,
  type Problem,
  type PublicJwk,
  type PullReply,
  type SubmissionContent,
} from '../../../contract/sync-protocol.ts';
import { createItem } from './sample-application.ts';

/** A kiosk of the protocol's own words, without a disk: it speaks to a portal as a kiosk would, or as an attacker. */

export const digest = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url');

export interface DeviceKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: PublicJwk;
}

export const createDeviceKey = async (): Promise<DeviceKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const publicJwk = v.parse(publicJwkSchema, { ...jwk, kid: await calculateJwkThumbprint(jwk) });
  return { privateKey, publicJwk };
};

export const sign = (
  message: unknown,
  typ: string,
  key: CryptoKey | Uint8Array,
  header: Record<string, unknown> = {},
): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'ES256', typ, ...header })
    .sign(key);

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

export const post = async (
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': JOSE_MEDIA_TYPE, ...headers },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
};

/** The last part of the problem's type. */
export const problemOf = (answer: Answer): string => {
  const problem: Problem = v.parse(problemSchema, JSON.parse(answer.body));
  if (problem.status !== answer.status) throw new Error('status and problem differ');
  return problem.type.split(':').at(-1) ?? '';
};

const openReply = async <S extends v.GenericSchema>(
  answer: Answer,
  schema: S,
  typ: string,
  key: PublicJwk,
): Promise<v.InferOutput<S>> => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
  const { payload, protectedHeader } = await compactVerify(
    answer.body,
    await importJWK({ ...key }, 'ES256'),
    { algorithms: ['ES256'] },
  );
  if (protectedHeader.typ !== typ) throw new Error(`typ is ${String(protectedHeader.typ)}`);
  return v.parse(schema, JSON.parse(new TextDecoder().decode(payload)));
};

const nonce = (): string => randomBytes(16).toString('base64url');

/** A compact JWS's payload, as it was signed. */
const payloadOf = (jws: string): Uint8Array => Buffer.from(jws.split('.')[1] ?? '', 'base64url');

export class KioskDouble {
  seq = 0;
  prev = digest('');
  cursor: string | undefined;

  constructor(
    readonly url: string,
    readonly device: DeviceKey,
    readonly facts: EnrolReply,
  ) {}

  get id(): string {
    return this.facts.kiosk;
  }

  /** Signs the next batch without moving the chain: what a kiosk has on disk before it sends. */
  async signBatch(items: readonly BatchItem[], changes: Partial<Batch> = {}): Promise<string> {
    const batch: Batch = {
      v: 1,
      kiosk: this.id,
      seq: this.seq + 1,
      prev: this.prev,
      sentAt: Date.now(),
      items: [...items],
      ...changes,
    };
    return sign(batch, MESSAGE_TYPES.batch, this.device.privateKey);
  }

  /** Counts a signed batch as sent. */
  moveOn(jws: string): void {
    this.seq += 1;
    this.prev = digest(payloadOf(jws));
  }

  postBatch(jws: string): Promise<Answer> {
    return post(this.url + ROUTES.batches, jws);
  }

  async openBatchReply(answer: Answer, jws: string): Promise<BatchReply> {
    const { signingKey } = this.facts;
    const reply = await openReply(answer, batchReplySchema, MESSAGE_TYPES.batchReply, signingKey);
    if (reply.batch !== digest(payloadOf(jws))) throw new Error('the answer is for another batch');
    return reply;
  }

  /** Sends the next batch, gzipped as a kiosk does, and moves the chain on. */
  async sendItems(items: readonly BatchItem[]): Promise<BatchReply> {
    const jws = await this.signBatch(items);
    const answer = await post(this.url + ROUTES.batches, gzipSync(jws), {
      'content-encoding': 'gzip',
    });
    const reply = await this.openBatchReply(answer, jws);
    this.moveOn(jws);
    return reply;
  }

  async send(contents: readonly SubmissionContent[]): Promise<BatchReply> {
    return this.sendItems(
      await Promise.all(contents.map((content) => createItem(content, this.facts.sealingKey))),
    );
  }

  async postPull(changes: Record<string, unknown> = {}): Promise<Answer> {
    const pull = {
      v: 1,
      kiosk: this.id,
      nonce: nonce(),
      ...(this.cursor === undefined ? {} : { cursor: this.cursor }),
      sentAt: Date.now(),
      ...changes,
    };
    return post(
      this.url + ROUTES.pull,
      await sign(pull, MESSAGE_TYPES.pull, this.device.privateKey),
    );
  }

  /** One page; the cursor moves on. */
  async pull(changes: Record<string, unknown> = {}): Promise<PullReply> {
    const reply = await openReply(
      await this.postPull(changes),
      pullReplySchema,
      MESSAGE_TYPES.pullReply,
      this.facts.signingKey,
    );
    this.cursor = reply.cursor;
    return reply;
  }

  async postLookup(lookupId: string): Promise<Answer> {
    const lookup = { v: 1, kiosk: this.id, nonce: nonce(), lookupId, sentAt: Date.now() };
    return post(
      this.url + ROUTES.caseLookup,
      await sign(lookup, MESSAGE_TYPES.caseLookup, this.device.privateKey),
    );
  }

  async lookUp(lookupId: string): Promise<CaseEnvelope | null> {
    const reply = await openReply(
      await this.postLookup(lookupId),
      caseLookupReplySchema,
      MESSAGE_TYPES.caseLookupReply,
      this.facts.signingKey,
    );
    return reply.case;
  }

  /** All cases of whom the token names; null where the portal does not believe it. */
  async casesOf(idToken: string): Promise<PersonCasesReply['person']> {
    const { publicJwk: sessionKey } = await createDeviceKey();
    const asked = { v: 1, kiosk: this.id, nonce: nonce(), idToken, sessionKey, arrived: false };
    const answer = await post(
      this.url + ROUTES.personCases,
      await sign(
        { ...asked, sentAt: Date.now() },
        MESSAGE_TYPES.personCases,
        this.device.privateKey,
      ),
    );
    const { personCasesReply: typ } = MESSAGE_TYPES;
    const { signingKey } = this.facts;
    return (await openReply(answer, personCasesReplySchema, typ, signingKey)).person;
  }
}

export const postEnrolment = async (
  url: string,
  code: string,
  device: DeviceKey,
  changes: Record<string, unknown> = {},
): Promise<Answer> => {
  const request = {
    v: 1,
    code,
    deviceKey: device.publicJwk,
    nonce: nonce(),
    sentAt: Date.now(),
    ...changes,
  };
  return post(
    url + ROUTES.enrol,
    await sign(request, MESSAGE_TYPES.enrolRequest, device.privateKey),
  );
};

/** Enrols a new device and checks the answer against the pinned thumbprint, as a kiosk does. */
export const enrolKiosk = async (
  portal: { readonly url: string; readonly keyThumbprint: string },
  code: string,
  device?: DeviceKey,
): Promise<KioskDouble> => {
  const own = device ?? (await createDeviceKey());
  const answer = await postEnrolment(portal.url, code, own);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
  const unverified = v.parse(
    enrolReplySchema,
    JSON.parse(new TextDecoder().decode(payloadOf(answer.body))),
  );
  const { kty, crv, x, y } = unverified.signingKey;
  if ((await calculateJwkThumbprint({ kty, crv, x, y })) !== portal.keyThumbprint)
    throw new Error('not the pinned portal');
  const facts = await openReply(
    answer,
    enrolReplySchema,
    MESSAGE_TYPES.enrolReply,
    unverified.signingKey,
  );
  return new KioskDouble(portal.url, own, facts);
};

/** Opens a case's state as the holder of the receipt can. */
export const openCaseState = async (
  envelope: CaseEnvelope,
  key: string,
): Promise<{ readonly header: Record<string, unknown>; readonly state: CaseState }> => {
  const { plaintext, protectedHeader } = await compactDecrypt(
    envelope.sealed,
    Buffer.from(key, 'base64url'),
    { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
  );
  const state = v.parse(caseStateSchema, JSON.parse(new TextDecoder().decode(plaintext)));
  return { header: { ...protectedHeader }, state };
};
