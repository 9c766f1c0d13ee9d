import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BatchItem } from '../../../contract/sync-protocol.ts';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { SignInSettings } from '../../../portal/people/id-tokens.ts';
import { eventually } from '../../support/chaos/eventually.ts';
import { enrolKiosk, KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent, sealText } from '../../support/portal/sample-application.ts';
import { startTestPortal } from '../../support/portal/start-test-portal.ts';
import { createVoter, newFin } from '../../support/voting/voters.ts';
import { startVotingCentre, type VotingCentre } from '../../support/voting/voting-centre.ts';

let provider: Server;
let signIn: SignInSettings;
let privateKey: CryptoKey;
/** How the provider is: it answers, refuses to, or lets wait. */
let state: 'well' | 'away' | 'hangs';
let waiting: ServerResponse[];
let asked: number;
let centre: VotingCentre;
let survey: SurveyManifest;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }];
  provider = createServer(({ url }, response): void => {
    asked += 1;
    if (state === 'hangs') return void waiting.push(response);
    if (state === 'away') return void response.writeHead(503).end();
    const { issuer } = signIn;
    const metadata = { issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(url === '/keys' ? { keys } : metadata));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  signIn = { issuer, clients: ['asan-kiosk'], finClaim: 'fin' };
});
beforeEach(async () => {
  [state, waiting, asked] = ['well', [], 0];
  // Another portal each time: it has none of the provider's keys yet.
  centre = await startVotingCentre({ signIn });
  survey = await centre.open({ level: 'verified' });
  return () => centre.dispose();
}, 60_000);
afterAll(() => provider.close());

const newKiosk = async (): Promise<KioskDouble> =>
  enrolKiosk(centre.portal, await centre.portal.newEnrolmentCode());

const tokenOf = (fin: string): Promise<string> => {
  const seconds = Math.floor(centre.clock.now() / 1000);
  return new SignJWT({ fin })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(signIn.issuer)
    .setAudience([...signIn.clients])
    .setSubject('somebody')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 3600)
    .sign(privateKey);
};

/** A request for a token after a sign-in, as it lies in a batch. */
const askSignedIn = async (): Promise<BatchItem> => {
  const fin = newFin();
  const { request } = await createVoter(survey, { class: 'verified', fin });
  const text = JSON.stringify({ ...request, proof: await tokenOf(fin) });
  const { sealingPublic } = centre.portal.portal.context.voting.registrar;
  const { id, kind } = request;
  const sealed = await sealText(text, id, sealingPublic, { kind });
  return { id, kind, savedAt: centre.clock.now(), sealed };
};

const askThree = (): Promise<BatchItem[]> => Promise.all([1, 2, 3].map(askSignedIn));

/** Who hung says at last that it cannot answer. */
const giveUp = (): void => {
  state = 'away';
  for (const response of waiting) response.writeHead(503).end();
};

test('a provider that hangs keeps nobody else from the database, and is asked once a batch', async () => {
  const [voting, other] = [await newKiosk(), await newKiosk()];
  state = 'hangs';
  const reply = voting.sendItems(await askThree());
  await eventually(() => asked > 0, 'the question to the provider');
  expect((await other.send([createContent()])).results).toMatchObject([{ status: 'accepted' }]);
  expect(asked).toBe(1);
  giveUp();
  const later = { status: 'later' };
  expect((await reply).results).toMatchObject([later, later, later]);
  expect(asked).toBe(1);
});

test('what was put off is decided when it comes again', async () => {
  const kiosk = await newKiosk();
  const items = await askThree();
  const statuses = async () => (await kiosk.sendItems(items)).results.map(({ status }) => status);
  state = 'away';
  expect(await statuses()).toEqual(['later', 'later', 'later']);
  state = 'well';
  expect(await statuses()).toEqual(['accepted', 'accepted', 'accepted']);
});

/** The kiosk goes on at a portal that was started again, and has none of the provider's keys. */
const restart = async (kiosk: KioskDouble) => {
  await centre.portal.close();
  const { dataFolder } = centre.portal;
  const portal = await startTestPortal({ dataFolder, signIn, ports: { clock: centre.clock } });
  const sender = new KioskDouble(portal.url, kiosk.device, kiosk.facts);
  [sender.seq, sender.prev] = [kiosk.seq, kiosk.prev];
  return { portal, sender };
};

test('what was decided is answered again without the provider', async () => {
  const kiosk = await newKiosk();
  const items = await askThree();
  const { results } = await kiosk.sendItems(items);
  const { portal, sender } = await restart(kiosk);
  [state, asked] = ['away', 0];
  const again = await sender.sendItems(items);
  expect(again.results).toEqual(results.map((result) => ({ ...result, status: 'duplicate' })));
  expect(asked).toBe(0);
  await portal.close();
});
