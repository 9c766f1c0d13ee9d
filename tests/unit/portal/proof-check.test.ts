import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdTokens, type SignInSettings } from '../../../portal/people/id-tokens.ts';
import type { PortalLog } from '../../../portal/ports.ts';
import { createProofCheck } from '../../../portal/voting/registrar/proof-check.ts';
import { DAY } from '../../support/voting/voters.ts';

const CLIENT = 'asan-kiosk';
const FIN = '5X2K9QA';
const MINUTE = 60_000;
const METADATA = '/.well-known/openid-configuration';

let server: Server;
let settings: SignInSettings;
let privateKey: CryptoKey;
let answers: Record<string, string | undefined>;

const log: PortalLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const answer = answers[url];
    response.statusCode = answer === undefined ? 503 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  settings = { issuer, clients: [CLIENT], finClaim: 'fin' };
});
afterAll(() => server.close());

beforeEach(async () => {
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }];
  answers = {
    [METADATA]: JSON.stringify({
      issuer: settings.issuer,
      jwks_uri: `${settings.issuer}/keys`,
    }),
    '/keys': JSON.stringify({ keys }),
  };
});

const signedInAt = (moment: number, key = privateKey): Promise<string> =>
  new SignJWT({ fin: FIN })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(settings.issuer)
    .setAudience(CLIENT)
    .setSubject('somebody')
    .setIssuedAt(Math.floor(moment / 1000))
    .setExpirationTime(Math.floor((moment + 60 * MINUTE) / 1000))
    .sign(key);

const check = () => createProofCheck(createIdTokens(settings, log));

describe('the proof of a vote', () => {
  it('is judged by the moment of the vote, days after it', async () => {
    const at = Date.now() - 2 * DAY;
    const proof = await signedInAt(at);
    expect(await check()(proof, FIN, at + 10 * MINUTE)).toBe('proved');
    expect(await check()(proof, FIN, at + 30 * MINUTE)).toBe('not_proved');
    expect(await check()(proof, FIN, at - 10 * MINUTE)).toBe('not_proved');
    expect(await check()(proof, FIN, Date.now())).toBe('not_proved');
  });

  it('is about one person, and of the provider', async () => {
    const now = Date.now();
    const { privateKey: foreign } = await generateKeyPair('ES256');
    expect(await check()(await signedInAt(now), '5X2K9QB', now)).toBe('not_proved');
    expect(await check()(await signedInAt(now, foreign), FIN, now)).toBe('not_proved');
    expect(await check()('a.b.c', FIN, now)).toBe('not_proved');
  });

  it('is none where nobody can sign in', async () => {
    const now = Date.now();
    expect(await createProofCheck(undefined)(await signedInAt(now), FIN, now)).toBe('not_proved');
  });

  it.each([
    ['the provider is away', METADATA, undefined],
    ['the provider answers something else', METADATA, '{'],
    ['its keys are away', '/keys', undefined],
    ['its keys are something else', '/keys', '<html>'],
  ])('waits while %s, and is taken afterwards', async (_which, url, answer) => {
    const now = Date.now();
    const proof = await signedInAt(now);
    const { [url]: good } = answers;
    const checkProof = check();
    answers[url] = answer;
    expect(await checkProof(proof, FIN, now)).toBe('later');
    answers[url] = good;
    expect(await checkProof(proof, FIN, now)).toBe('proved');
  });
});
