import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NetworkError } from '../../electron/core/ports.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { SOME_ANSWERS } from '../support/voting/sample-survey.ts';
import { HOUR, newFin } from '../support/voting/voters.ts';
import { startVotingCentre, type VotingCentre } from '../support/voting/voting-centre.ts';
import type { VotingKiosk } from '../support/voting/voting-kiosk.ts';

const CLIENT = 'asan-kiosk';

let provider: Server;
let issuer: string;
let isAway = false;
let privateKey: CryptoKey;
let centre: VotingCentre;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }];
  provider = createServer(({ url = '' }, response) => {
    response.statusCode = isAway ? 503 : 200;
    response.setHeader('content-type', 'application/json');
    const metadata = { issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(url === '/keys' ? { keys } : metadata));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  centre = await startVotingCentre({ signIn: { issuer, clients: [CLIENT], finClaim: 'fin' } });
}, 60_000);
afterAll(async () => {
  await centre.dispose();
  provider.close();
});

const castSignedIn = async (kiosk: VotingKiosk, surveyId: string): Promise<string> => {
  const fin = newFin();
  const seconds = Math.floor(centre.clock.now() / 1000);
  const proof = await new SignJWT({ fin })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(issuer)
    .setAudience(CLIENT)
    .setSubject('somebody')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 3600)
    .sign(privateKey);
  const cast = await kiosk.voting.cast({
    surveyId,
    rev: 1,
    answers: SOME_ANSWERS,
    voter: { class: 'verified', fin, proof },
    level: 'verified',
  });
  if (!cast.ok) throw new Error(`the vote was not taken: ${cast.error.code}`);
  return cast.value.tracker;
};

// The first test: afterwards the portal has the provider's keys.
test('a signed-in vote waits while the provider is away', async () => {
  const kiosk = await centre.kiosk();
  const own = await centre.open({ level: 'verified' });
  await kiosk.knows(own.surveyId);
  isAway = true;
  const tracker = await castSignedIn(kiosk, own.surveyId);
  await new Promise((resolve) => setTimeout(resolve, 500)); // asked again several times
  expect(kiosk.find(tracker)).toMatchObject({ state: 'saved' });
  isAway = false;
  await eventually(() => kiosk.find(tracker).state !== 'saved', 'the answer');
  expect(kiosk.find(tracker)).toMatchObject({ state: 'confirmed' });
  await kiosk.stop();
});

test('a signed-in vote that waited hours for a network is confirmed', async () => {
  let isDown = false;
  const kiosk = await centre.kiosk({
    network: (real) => ({
      send: (request) =>
        isDown ? Promise.reject(new NetworkError('no network')) : real.send(request),
    }),
  });
  const own = await centre.open({ level: 'verified' });
  await kiosk.knows(own.surveyId);
  isDown = true;
  const tracker = await castSignedIn(kiosk, own.surveyId);
  const start = centre.clock.now();
  centre.clock.advance(8 * HOUR);
  isDown = false;
  kiosk.reconnect();
  await eventually(() => kiosk.find(tracker).state !== 'saved', 'the answer');
  expect(kiosk.find(tracker)).toMatchObject({ state: 'confirmed' });
  centre.clock.set(start);
  await kiosk.stop();
});
