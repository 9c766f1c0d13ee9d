import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import {
  calculateJwkThumbprint,
  CompactEncrypt,
  CompactSign,
  compactDecrypt,
  compactVerify,
  exportJWK,
  generateKeyPair,
} from 'jose';
import * as v from 'valibot';
import {
  type Batch,
  batchSchema,
  type CaseEnvelope,
  caseLookupSchema,
  type CaseState,
  enrolRequestSchema,
  type ItemResult,
  JOSE_MEDIA_TYPE,
  MESSAGE_TYPES,
  PROBLEM_TYPE_PREFIX,
  type ProblemName,
  type PublicJwk,
  publicJwkSchema,
  pullSchema,
  ROUTES,
  type SubmissionContent,
  submissionContentSchema,
} from '../../../contract/sync-protocol.ts';
import type { Heartbeat } from '../../../contract/heartbeat.ts';
import type { NetworkAnswer, NetworkRequest } from '../../../electron/core/ports.ts';

/**
 * The portal's half of docs/sync-protocol.md in memory, written from that page and not from the
 * portal's code: an exact ledger of what arrived, to hold the kiosk against.
 */
export interface ModelPortal {
  readonly keyThumbprint: string;
  readonly url: string;
  answer(request: NetworkRequest): Promise<NetworkAnswer>;
  /** A new one-time code. */
  newCode(): string;
  /** Every submission that was ever registered, in order, once for each registration. */
  readonly registered: readonly SubmissionContent[];
  /** Registration numbers by id, as the portal knows them now. */
  registrations(): ReadonlyMap<string, string>;
  readonly batchesTaken: number;
  /** What kiosks said of themselves, in order. */
  readonly heartbeats: readonly Heartbeat[];
  readonly enrolments: number;
  /** What the next items are answered instead of being registered, by id or for all. */
  decide(verdict: (id: string) => 'take' | 'later' | { refuse: 'bad_content' }): void;
  /** Changes a case at the desk; the kiosk hears of it by pull or look-up. */
  decideCase(id: string, status: CaseState['status'], text?: string): Promise<void>;
  revokeAll(): void;
  /** Forgets the kiosks, as a portal would that was set up anew. */
  forgetKiosks(): void;
  /**
   * A backup of this moment, and going back to it in a new epoch with all chains anew. `quietly`: as
   * by somebody who forgot the new epoch.
   */
  backup(): (how?: { readonly quietly: boolean }) => Promise<void>;
  /** Bytes of a payload above which a batch is too large. */
  mostBytes: number;
  /** The portal's clock minus the given one's. */
  clockLead: number;
}

interface Kiosk {
  readonly id: string;
  readonly key: PublicJwk;
  readonly code: string;
  revoked: boolean;
  seq: number;
  digest: string;
  readonly taken: Map<number, string>;
}
interface Case {
  /** The kiosk that hears of it. */
  readonly kiosk: string;
  readonly content: SubmissionContent;
  readonly sealed: string;
  readonly registrationNumber: string;
  readonly rev: number;
  readonly status: CaseState['status'];
  readonly envelope: CaseEnvelope;
}
interface Ledger {
  epoch: string;
  kiosks: Map<string, Kiosk>;
  cases: Map<string, Case>;
  /** Case ids in order of change. */
  changes: string[];
}

export class Problem extends Error {
  constructor(
    readonly problem: ProblemName,
    readonly status = 400,
  ) {
    super(problem);
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const keyPair = async (algorithm: 'ES256' | 'ECDH-ES') => {
  const pair = await generateKeyPair(algorithm, { extractable: true, crv: 'P-256' });
  const jwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { private: pair.privateKey, public: v.parse(publicJwkSchema, { ...jwk, kid }) };
};

export const createModelPortal = async (now: () => number): Promise<ModelPortal> => {
  const signing = await keyPair('ES256');
  const sealing = await keyPair('ECDH-ES');
  const codes = new Map<string, string | undefined>();
  const registered: SubmissionContent[] = [];
  let ledger: Ledger = { epoch: randomUUID(), kiosks: new Map(), cases: new Map(), changes: [] };
  let verdictOn: Parameters<ModelPortal['decide']>[0] = () => 'take';
  const heartbeats: Heartbeat[] = [];
  let batchesTaken = 0;
  let enrolments = 0;
  const serverTime = (): number => Math.floor(now()) + portal.clockLead;
  const reply = (type: string, message: object): Promise<string> =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
      .setProtectedHeader({ alg: 'ES256', typ: type, kid: signing.public.kid })
      .sign(signing.private);

  const read = async <S extends v.GenericSchema>(
    jws: string,
    type: string,
    schema: S,
    keyOf: (message: v.InferOutput<S>) => PublicJwk,
  ): Promise<{ message: v.InferOutput<S>; payload: string }> => {
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
    const parsed = v.safeParse(schema, JSON.parse(payload));
    if (!parsed.success) throw new Problem('bad-message');
    const verified = await compactVerify(jws, keyOf(parsed.output), { algorithms: ['ES256'] });
    if (verified.protectedHeader.typ !== type) throw new Problem('bad-message');
    return { message: parsed.output, payload };
  };

  const kioskOf = ({ kiosk: id }: { kiosk: string }): Kiosk => {
    const kiosk = ledger.kiosks.get(id);
    if (kiosk === undefined) throw new Problem('unknown-kiosk', 401);
    if (kiosk.revoked) throw new Problem('kiosk-revoked', 403);
    return kiosk;
  };

  const enrol = async (jws: string): Promise<string> => {
    const { message } = await read(
      jws,
      MESSAGE_TYPES.enrolRequest,
      enrolRequestSchema,
      ({ deviceKey }) => deviceKey,
    );
    const { code, deviceKey, nonce } = message;
    const user = codes.get(code);
    if (!codes.has(code) || (user !== undefined && user !== deviceKey.kid))
      throw new Problem('enrolment-refused', 403);
    codes.set(code, deviceKey.kid);
    const before = [...ledger.kiosks.values()].find(({ key }) => key.kid === deviceKey.kid);
    const kiosk = before ?? {
      id: randomUUID(),
      key: deviceKey,
      code,
      revoked: false,
      seq: 0,
      digest: digestOf(''),
      taken: new Map<number, string>(),
    };
    if (before === undefined) enrolments += 1;
    ledger.kiosks.set(kiosk.id, kiosk);
    return reply(MESSAGE_TYPES.enrolReply, {
      v: 1,
      nonce,
      kiosk: kiosk.id,
      kioskName: 'Model kiosk',
      signingKey: signing.public,
      sealingKey: sealing.public,
      epoch: ledger.epoch,
      serverTime: serverTime(),
    });
  };

  const open = async (sealed: string): Promise<SubmissionContent> => {
    const { plaintext } = await compactDecrypt(sealed, sealing.private);
    return v.parse(submissionContentSchema, JSON.parse(new TextDecoder().decode(plaintext)));
  };

  const envelopeOf = async (
    entry: Omit<Case, 'envelope'>,
    text?: string,
  ): Promise<CaseEnvelope> => {
    const { content, registrationNumber, rev, status } = entry;
    const final = status === 'answered' || status === 'declined';
    const state: CaseState = {
      v: 1,
      reference: content.reference,
      title: content.serviceTitle,
      authorityId: content.authorityId,
      registrationNumber,
      registeredOn: '2026-11-23',
      answerBy: '2026-12-14',
      status,
      timeline: [{ status, at: serverTime() }],
      ...(final && {
        decision: {
          kind: status,
          text: text ?? 'Decided',
          official: { name: 'A. Official', position: 'Head' },
          at: serverTime(),
        },
      }),
      at: serverTime(),
    };
    const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(state)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: MESSAGE_TYPES.caseState })
      .encrypt(Buffer.from(content.caseAccess.key, 'base64url'));
    return { lookupId: content.caseAccess.lookupId, rev, final, sealed };
  };

  const registration = ({ registrationNumber }: { registrationNumber: string }) => ({
    registrationNumber,
    registeredOn: '2026-11-23',
    answerBy: '2026-12-14',
  });

  const takeItem = async (
    kiosk: string,
    { id, sealed }: Batch['items'][number],
    again: boolean,
  ): Promise<ItemResult> => {
    const known = ledger.cases.get(id);
    if (known !== undefined) {
      if (known.sealed !== sealed) return { id, status: 'refused', code: 'other_content' };
      if (known.kiosk !== kiosk) {
        ledger.cases.set(id, { ...known, kiosk });
        ledger.changes.push(id);
      }
      return { id, status: 'duplicate', ...registration(known) };
    }
    const verdict = verdictOn(id);
    if (again || verdict === 'later') return { id, status: 'later' };
    if (verdict !== 'take') return { id, status: 'refused', code: verdict.refuse };
    const content = await open(sealed);
    if (content.id !== id) return { id, status: 'refused', code: 'unreadable' };
    const entry = {
      kiosk,
      content,
      sealed,
      registrationNumber: `MAS-${registered.length + 1}`,
      rev: 1,
      status: 'registered' as const,
    };
    ledger.cases.set(id, { ...entry, envelope: await envelopeOf(entry) });
    ledger.changes.push(id);
    registered.push(content);
    return { id, status: 'accepted', ...registration(entry) };
  };

  const takeBatch = async (jws: string): Promise<string> => {
    const { message, payload } = await read(
      jws,
      MESSAGE_TYPES.batch,
      batchSchema,
      (batch) => kioskOf(batch).key,
    );
    if (payload.length > portal.mostBytes) throw new Problem('too-large', 413);
    const kiosk = kioskOf(message);
    const digest = digestOf(payload);
    if (message.seq > kiosk.seq + 1) throw new Problem('out-of-order', 409);
    const again = message.seq <= kiosk.seq;
    const fits = again ? kiosk.taken.get(message.seq) === digest : message.prev === kiosk.digest;
    if (!fits) throw new Problem('sequence-conflict', 409);
    if (!again) {
      kiosk.seq = message.seq;
      kiosk.digest = digest;
      kiosk.taken.set(message.seq, digest);
      batchesTaken += 1;
    }
    const results: ItemResult[] = [];
    for (const item of message.items) results.push(await takeItem(kiosk.id, item, again));
    return reply(MESSAGE_TYPES.batchReply, {
      v: 1,
      kiosk: kiosk.id,
      seq: message.seq,
      batch: digest,
      epoch: ledger.epoch,
      serverTime: serverTime(),
      results,
    });
  };

  const PAGE = 3;

  const answerPull = async (jws: string): Promise<string> => {
    const { message } = await read(
      jws,
      MESSAGE_TYPES.pull,
      pullSchema,
      (pull) => kioskOf(pull).key,
    );
    if (message.heartbeat !== undefined) heartbeats.push(message.heartbeat);
    const [epoch, position] = (message.cursor ?? '').split('/');
    const start = epoch === ledger.epoch ? Number(position) : 0;
    const rest = ledger.changes.slice(start);
    const own = rest.filter((id) => ledger.cases.get(id)?.kiosk === message.kiosk);
    const page = own.slice(0, PAGE);
    const end =
      own.length > PAGE ? start + rest.indexOf(page.at(-1) ?? '') + 1 : start + rest.length;
    return reply(MESSAGE_TYPES.pullReply, {
      v: 1,
      kiosk: message.kiosk,
      nonce: message.nonce,
      epoch: ledger.epoch,
      serverTime: serverTime(),
      head: kioskOf(message).seq,
      cursor: `${ledger.epoch}/${end}`,
      more: own.length > PAGE,
      cases: [...new Set(page)].flatMap((id) => ledger.cases.get(id)?.envelope ?? []),
    });
  };

  const lookUp = async (jws: string): Promise<string> => {
    const { message } = await read(
      jws,
      MESSAGE_TYPES.caseLookup,
      caseLookupSchema,
      (lookup) => kioskOf(lookup).key,
    );
    const found = [...ledger.cases.values()].find(
      ({ envelope }) => envelope.lookupId === message.lookupId,
    );
    return reply(MESSAGE_TYPES.caseLookupReply, {
      v: 1,
      kiosk: message.kiosk,
      nonce: message.nonce,
      serverTime: serverTime(),
      case: found?.envelope ?? null,
    });
  };

  const routes: Readonly<Record<string, (jws: string) => Promise<string>>> = {
    [ROUTES.enrol]: enrol,
    [ROUTES.batches]: takeBatch,
    [ROUTES.pull]: answerPull,
    [ROUTES.caseLookup]: lookUp,
  };
  /** One request at a time, as one database would take them. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const serve = async (request: NetworkRequest): Promise<NetworkAnswer> => {
    const body = request.body ?? new Uint8Array();
    const zipped = request.headers['content-encoding'] === 'gzip';
    const jws = Buffer.from(zipped ? gunzipSync(body) : body).toString('latin1');
    const handle = routes[new URL(request.url).pathname];
    if (handle === undefined) return { status: 404, headers: {}, body: new Uint8Array() };
    try {
      const answer = await handle(jws);
      return {
        status: 200,
        headers: { 'content-type': JOSE_MEDIA_TYPE },
        body: new TextEncoder().encode(answer),
      };
    } catch (error) {
      if (error instanceof Problem) return problemAnswer(error.problem, error.status);
      throw error;
    }
  };

  const portal: ModelPortal = {
    keyThumbprint: signing.public.kid,
    url: 'https://portal.example',
    mostBytes: 1_000_000,
    clockLead: 0,
    registered,
    registrations: () =>
      new Map([...ledger.cases].map(([id, entry]) => [id, entry.registrationNumber])),
    heartbeats,
    get batchesTaken() {
      return batchesTaken;
    },
    get enrolments() {
      return enrolments;
    },
    answer: (request) => inTurn(() => serve(request)),
    newCode: () => {
      const code = `ABCDEFGH${String(2222 + codes.size).replace(/[01]/g, 'X')}`;
      codes.set(code, undefined);
      return code;
    },
    decide: (verdict) => {
      verdictOn = verdict;
    },
    decideCase: async (id, status, text) => {
      const before = ledger.cases.get(id);
      if (before === undefined) throw new Error('no such case at the portal');
      const changed = { ...before, status, rev: before.rev + 1 };
      ledger.cases.set(id, { ...changed, envelope: await envelopeOf(changed, text) });
      ledger.changes.push(id);
    },
    revokeAll: () => {
      for (const kiosk of ledger.kiosks.values()) kiosk.revoked = true;
    },
    forgetKiosks: () => ledger.kiosks.clear(),
    backup: () => {
      const cases = new Map(ledger.cases);
      const changes = [...ledger.changes];
      const kiosks = [...ledger.kiosks.values()].map((kiosk) => ({
        ...kiosk,
        taken: new Map(kiosk.taken),
      }));
      return ({ quietly } = { quietly: false }) =>
        inTurn(() => {
          const anew = kiosks.map((kiosk) => {
            const chain = { seq: 0, digest: digestOf(''), taken: new Map<number, string>() };
            return [kiosk.id, { ...kiosk, ...(!quietly && chain) }] as const;
          });
          ledger = {
            epoch: quietly ? ledger.epoch : randomUUID(),
            kiosks: new Map(anew),
            cases: new Map(cases),
            changes: [...changes],
          };
        });
    },
  };
  return portal;
};

/** RFC 9457, as the portal would say it. */
export const problemAnswer = (
  problem: ProblemName,
  status: number,
  headers: Record<string, string> = {},
): NetworkAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: new TextEncoder().encode(
    JSON.stringify({ type: PROBLEM_TYPE_PREFIX + problem, title: problem, status }),
  ),
});
