import { CompactEncrypt, CompactSign, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { createReceiptCode } from '../../contract/domain/receipt-code.ts';
import { type CaseState, MESSAGE_TYPES } from '../../contract/sync-protocol.ts';
import {
  openCaseNote,
  openCaseState,
  sealCaseNote,
} from '../../electron/core/sealing/case-seals.ts';
import { paddedJson } from '../../electron/core/sealing/padding.ts';
import { deriveCaseAccess } from '../../electron/core/sealing/receipt-key.ts';
import { createDeviceKey } from '../../electron/core/sync/device-identity.ts';
import { openMessage, signMessage } from '../../electron/core/sync/signed-messages.ts';
import { deriveCaseAccess as portalsDerivation } from '../support/portal/sample-application.ts';

const text = { az: 'a', ru: 'a', en: 'a' };
const KEY = new Uint8Array(32).fill(7);
const STATE: CaseState = {
  v: 1,
  reference: '222-222-222',
  title: text,
  authorityId: 'az-mas',
  registrationNumber: 'MAS-1',
  registeredOn: '2026-11-23',
  answerBy: '2026-12-14',
  status: 'registered',
  timeline: [],
  at: 1,
};
const NOTE = {
  v: 1,
  reference: '222-222-222',
  title: text,
  authorityId: 'az-mas',
  savedAt: 1,
} as const;

const seal = (content: unknown, header: Record<string, string>, key: Uint8Array = KEY) =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...header })
    .encrypt(key);

describe('a case under the receipt’s key', () => {
  it('opens for the holder of the receipt', async () => {
    const sealed = await seal(STATE, { typ: MESSAGE_TYPES.caseState });

    expect(await openCaseState(sealed, KEY)).toEqual(STATE);
    expect(await openCaseNote(await sealCaseNote(NOTE, KEY), KEY)).toEqual(NOTE);
  });

  it('stays shut for every other key', async () => {
    const sealed = await seal(STATE, { typ: MESSAGE_TYPES.caseState });

    expect(await openCaseState(sealed, new Uint8Array(32).fill(8))).toBeUndefined();
    expect(await openCaseState(sealed, new Uint8Array(16).fill(7))).toBeUndefined();
  });

  it('is never taken for a message of another kind', async () => {
    const note = await sealCaseNote(NOTE, KEY);
    const state = await seal(STATE, { typ: MESSAGE_TYPES.caseState });

    expect(await openCaseState(note, KEY)).toBeUndefined();
    expect(await openCaseNote(state, KEY)).toBeUndefined();
    expect(await openCaseState(await seal(STATE, {}), KEY)).toBeUndefined();
  });

  it('is refused with any bit of it changed', async () => {
    const sealed = await seal(STATE, { typ: MESSAGE_TYPES.caseState });
    const places = Array.from({ length: sealed.length }, (_, place) => place);
    for (const place of places.filter((each) => sealed[each] !== '.')) {
      const letter = sealed[place] === 'A' ? 'Q' : 'A';
      const doctored = sealed.slice(0, place) + letter + sealed.slice(place + 1);
      const opened = await openCaseState(doctored, KEY);
      // The last letter of a part may carry bits that base64url does not use.
      if (opened !== undefined) expect(['.', undefined]).toContain(sealed[place + 1]);
    }
  });

  it.each([
    ['another content cipher', { enc: 'A256CBC-HS512' }, 64],
    ['a smaller content cipher', { enc: 'A128GCM' }, 16],
  ])('is refused with %s', async (_name, header, length) => {
    const key = new Uint8Array(length).fill(7);
    const sealed = await seal(STATE, { typ: MESSAGE_TYPES.caseState, ...header }, key);

    expect(await openCaseState(sealed, key)).toBeUndefined();
  });

  it('costs nothing when it claims a password with a million rounds', async () => {
    const header = Buffer.from(
      JSON.stringify({
        alg: 'PBES2-HS512+A256KW',
        enc: 'A256GCM',
        p2s: 'c2FsdA',
        p2c: 1_000_000_000,
        typ: MESSAGE_TYPES.caseState,
      }),
    ).toString('base64url');

    expect(await openCaseState(`${header}.QUFB.QUFB.QUFB.QUFB`, KEY)).toBeUndefined();
  });

  it.each(['', '.', '....', 'a.b.c.d.e', 'x'.repeat(1_000_000)])(
    'is refused as nonsense',
    async (nonsense) => {
      expect(await openCaseState(nonsense, KEY)).toBeUndefined();
    },
  );

  it('is refused when its content is of another shape', async () => {
    const sealed = await seal({ ...STATE, status: 'granted' }, { typ: MESSAGE_TYPES.caseState });

    expect(await openCaseState(sealed, KEY)).toBeUndefined();
  });
});

describe('the receipt’s key', () => {
  it('is the same on both sides', async () => {
    const [reference, code] = [
      createReceiptCode(new Uint8Array(32).fill(9)),
      createReceiptCode(new Uint8Array(32).fill(10)),
    ];
    const ours = await deriveCaseAccess(reference, code);

    expect({ ...ours, key: Buffer.from(ours.key).toString('base64url') }).toEqual(
      portalsDerivation(reference, code),
    );
  });

  it('differs as a whole when reference or code differ in one character', async () => {
    const [one, other, third] = await Promise.all([
      deriveCaseAccess('222-222-222', '333-333-333'),
      deriveCaseAccess('222-222-223', '333-333-333'),
      deriveCaseAccess('222-222-222', '333-333-334'),
    ]);

    expect(new Set([one, other, third].map(({ lookupId }) => lookupId)).size).toBe(3);
    expect(
      new Set([one, other, third].map(({ key }) => Buffer.from(key).toString('hex'))).size,
    ).toBe(3);
  });
});

describe('padding', () => {
  it('hides whether little or nothing was written', () => {
    const sizes = ['', 'short', 'ə'.repeat(900)].map((reason) => paddedJson({ reason }).length);

    expect(new Set(sizes)).toEqual(new Set([2_048]));
  });

  it('leaves the JSON as it is, at every size', () => {
    for (const length of [0, 2_035, 2_036, 2_037, 32_757, 32_758, 70_000]) {
      const padded = paddedJson({ text: 'a'.repeat(length) });
      expect(JSON.parse(new TextDecoder().decode(padded))).toEqual({ text: 'a'.repeat(length) });
      expect([2_048, 4_096, 8_192, 16_384]).toContain(Math.min(padded.length, 16_384));
    }
  });
});

describe('an answer in the portal’s name', () => {
  const schema = v.object({ word: v.string() });
  const TYPE = MESSAGE_TYPES.pullReply;
  const payload = JSON.stringify({ word: 'yes' });
  const bytes = new TextEncoder().encode(payload);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

  it('is believed when the pinned key signed it', async () => {
    const key = await createDeviceKey();

    expect(openMessage(signMessage(payload, TYPE, key), TYPE, schema, key.public)).toEqual({
      word: 'yes',
    });
  });

  it('is not believed when it is of another kind', async () => {
    const key = await createDeviceKey();
    const jws = signMessage(payload, MESSAGE_TYPES.batchReply, key);

    expect(openMessage(jws, TYPE, schema, key.public)).toBeUndefined();
  });

  it('is not believed without a signature (alg none)', async () => {
    const key = await createDeviceKey();
    const header = encode({ alg: 'none', typ: TYPE, kid: key.public.kid });
    for (const signature of ['', 'AA'])
      expect(
        openMessage(
          `${header}.${Buffer.from(payload).toString('base64url')}.${signature}`,
          TYPE,
          schema,
          key.public,
        ),
      ).toBeUndefined();
  });

  it('is not believed with a MAC made from the public key (HS256)', async () => {
    const key = await createDeviceKey();
    for (const secret of [JSON.stringify(key.public), key.public.x + key.public.y]) {
      const jws = await new CompactSign(bytes)
        .setProtectedHeader({ alg: 'HS256', typ: TYPE, kid: key.public.kid })
        .sign(new TextEncoder().encode(secret));
      expect(openMessage(jws, TYPE, schema, key.public)).toBeUndefined();
    }
  });

  it('is not believed when it brings its own key along', async () => {
    const key = await createDeviceKey();
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jws = await new CompactSign(bytes)
      .setProtectedHeader({
        alg: 'ES256',
        typ: TYPE,
        kid: key.public.kid,
        jwk: await exportJWK(publicKey),
      })
      .sign(privateKey);

    expect(openMessage(jws, TYPE, schema, key.public)).toBeUndefined();
  });

  it('is not believed under another key’s name', async () => {
    const key = await createDeviceKey();
    const jws = await new CompactSign(bytes)
      .setProtectedHeader({ alg: 'ES256', typ: TYPE, kid: 'other' })
      .sign(key.private);

    expect(openMessage(jws, TYPE, schema, key.public)).toBeUndefined();
  });

  it('is not believed when it is not of the agreed shape', async () => {
    const key = await createDeviceKey();
    for (const other of ['{"word":1}', 'null', '[]', 'no JSON', ''])
      expect(openMessage(signMessage(other, TYPE, key), TYPE, schema, key.public)).toBeUndefined();
  });
});
