import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdTokens, type SignInSettings } from '../../../portal/people/id-tokens.ts';
import type { PortalLog } from '../../../portal/ports.ts';

const CLIENT = 'asan-kiosk';
const FIN = '5X2K9QA';

let server: Server;
let settings: SignInSettings;
let privateKey: CryptoKey;
let answers: Record<string, string>;
let refusals: (string | number | boolean | undefined)[];

const log: PortalLog = {
  info: () => undefined,
  warn: (_event, details) => void refusals.push(details?.['reason']),
  error: () => undefined,
};

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(answers[url]);
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
    '/.well-known/openid-configuration': JSON.stringify({
      issuer: settings.issuer,
      jwks_uri: `${settings.issuer}/keys`,
    }),
    '/keys': JSON.stringify({ keys }),
  };
  refusals = [];
});

const token = (audience = CLIENT): Promise<string> =>
  new SignJWT({ fin: FIN })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(settings.issuer)
    .setAudience(audience)
    .setSubject('somebody')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);

/** Nobody listens there. */
const CLOSED = 'http://127.0.0.1:2';

describe('an id token', () => {
  it('names the FIN that the provider signed for one of our kiosks', async () => {
    expect(await createIdTokens(settings, log).readFin(await token())).toBe(FIN);
    expect(refusals).toEqual([]);
  });

  it.each([
    ['for another client', () => token('somebody-else'), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['that is none', () => Promise.resolve('a.b.c'), 'ERR_JWS_INVALID'],
  ])('%s is refused with the reason', async (_which, made, reason) => {
    expect(await createIdTokens(settings, log).readFin(await made())).toBeUndefined();
    expect(refusals).toEqual([reason]);
  });

  it('is refused while the provider is away, and taken when it is back', async () => {
    const away = createIdTokens({ ...settings, issuer: CLOSED }, log);
    expect(await away.readFin(await token())).toBeUndefined();
    const { '/.well-known/openid-configuration': metadata = '' } = answers;
    answers['/.well-known/openid-configuration'] = '{';
    const idTokens = createIdTokens(settings, log);
    expect(await idTokens.readFin(await token())).toBeUndefined();
    answers['/.well-known/openid-configuration'] = metadata;
    expect(await idTokens.readFin(await token())).toBe(FIN);
    expect(refusals).toEqual(['provider_not_reached', 'provider_not_understood']);
  });

  it('is refused when the keys are out of reach', async () => {
    answers['/.well-known/openid-configuration'] = JSON.stringify({
      issuer: settings.issuer,
      jwks_uri: `${CLOSED}/keys`,
    });
    expect(await createIdTokens(settings, log).readFin(await token())).toBeUndefined();
    expect(refusals).toEqual(['provider_not_reached']);
  });

  it('that a fault of ours does not let us read is not taken for a bad one', async () => {
    const broken = { ...settings, clients: undefined as never };
    await expect(createIdTokens(broken, log).readFin(await token())).rejects.toThrow(TypeError);
    expect(refusals).toEqual([]);
  });
});
