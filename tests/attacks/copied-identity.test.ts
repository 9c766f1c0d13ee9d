import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeviceSignIn } from '../../electron/core/identity-provider.ts';
import type { NetworkAnswer, NetworkRequest } from '../../electron/core/ports.ts';
import { identityConfigSchema } from '../../electron/core/sign-in/identity-config.ts';
import { createOpenidProvider } from '../../electron/core/sign-in/openid-provider.ts';
import { createNodeClock } from '../../electron/node-ports/clock.ts';
import { createNodeNetwork } from '../../electron/node-ports/network.ts';
import * as v from 'valibot';
import { createTestCore, type TestCore } from '../support/core/create-test-core.ts';
import { launch, postCall, startTestHost, type TestHost } from '../support/hosts/browser-host.ts';
import { sendRaw } from '../support/hosts/raw-http.ts';
import { createDeviceKey, enrolKiosk, type KioskDouble } from '../support/portal/kiosk-double.ts';
import { beginAt, startRealKiosk, type RealScreen } from '../support/portal/real-kiosk.ts';
import { createContent } from '../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { createPhone, signInOnPhone } from '../support/sign-in/phone.ts';
import { CLIENT_ID, startStandIn, type StandIn } from '../support/sign-in/stand-in.ts';

/** What opens something at one kiosk is carried to another one. */

const WAIT = { timeout: 20_000, interval: 100 };
const MINUTE = 60_000;
const FIN = '4HF92MQ';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('the seat before a kiosk’s screen', () => {
  interface Kiosk {
    readonly core: TestCore;
    readonly host: TestHost;
    readonly address: string;
  }
  const open = async (): Promise<Kiosk> => {
    const core = await createTestCore();
    await core.enrolled();
    const host = await startTestHost(core.core);
    cleanUps.push(() => host.stop());
    return { core, host, address: host.launchAddress() };
  };
  const BEGIN = JSON.stringify({ method: 'session.begin', input: { language: 'az' } });

  it('is not taken at another kiosk by the cookie of this one, under either name', async () => {
    const [one, other] = [await open(), await open()];
    const cookie = await launch(one.address);
    const others = await launch(other.address);
    expect((await postCall(one.host, cookie, BEGIN)).status).toBe(200);

    const secret = cookie.split('=')[1] ?? '';
    const name = others.split('=')[0] ?? '';
    for (const copied of [cookie, `${name}=${secret}`])
      expect((await postCall(other.host, copied, BEGIN)).status).toBe(401);
    // Nobody sits there, and whoever sat here still does.
    const alive = JSON.stringify({ method: 'session.touch', input: {} });
    expect((await postCall(one.host, cookie, alive)).text).toContain('"ok":true');
  });

  it('is not taken by the launch address of another kiosk', async () => {
    const [one, other] = [await open(), await open()];
    const token = new URL(one.address).pathname;
    const answer = await sendRaw(other.host.origin, { path: token });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
    // Trying it there did not spend it here.
    expect(await launch(one.address)).not.toBe('');
  });

  it('holds no session that another core knows', async () => {
    const [one, other] = [await open(), await open()];
    const session = one.core.core.openSession();
    await one.core.core.call(session, 'session.begin', { language: 'az' });
    for (const [method, input] of [
      ['session.begin', { language: 'az' }],
      ['identity.view', {}],
      ['cases.listOwn', {}],
    ] as const)
      expect((await other.core.core.call(session, method, input)).ok).toBe(false);
  });
});

describe('a sign-in by the phone', () => {
  let standIn: StandIn;
  let portal: TestPortal;
  beforeAll(async () => {
    standIn = await startStandIn();
    const signIn = { issuer: standIn.issuer, clients: [CLIENT_ID], finClaim: 'fin' };
    portal = await startTestPortal({ signIn });
  }, MINUTE);
  afterAll(async () => {
    await portal.dispose();
    await standIn.close();
  });

  const enrol = async (name: string): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode(name));

  /** A sign-in as a kiosk makes it; `seen` are the answers that passed the wire. */
  const begin = async (
    seen: (request: NetworkRequest, answer: NetworkAnswer) => void = () => undefined,
  ): Promise<DeviceSignIn> => {
    const network = createNodeNetwork();
    const provider = createOpenidProvider({
      config: v.parse(identityConfigSchema, standIn.identity),
      clock: createNodeClock(),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      network: {
        ...network,
        send: async (request) => {
          const answer = await network.send(request);
          seen(request, answer);
          return answer;
        },
      },
    });
    const start = await provider.begin('Centre, kiosk');
    if (start.kind !== 'started') throw new Error(`the sign-in was ${start.kind}`);
    return start.signIn;
  };
  const tokenOf = async (): Promise<string> => {
    const signIn = await begin();
    await signInOnPhone(createPhone(), signIn.fullAddress, 'sevinc');
    const outcome = await signIn.outcome;
    if (outcome.kind !== 'signed_in') throw new Error(`the sign-in is ${outcome.kind}`);
    return outcome.person.idToken;
  };
  const alarms = ({ id }: KioskDouble) =>
    portal.portal.context.db
      .selectFrom('alarms')
      .select('kind')
      .where('kiosk_id', '=', id)
      .execute();

  it(
    'is worth nothing at a second kiosk that shows a copy of its token, and is reported',
    async () => {
      const [one, other] = [await enrol('one'), await enrol('other')];
      const at = Date.now();
      const identity = { level: 'verified', how: 'sign-in', issuer: standIn.issuer, at, fin: FIN };
      await one.send([createContent({ identity: { ...identity } as never })]);
      const token = await tokenOf();
      expect((await one.casesOf(token))?.cases).toHaveLength(1);
      expect(await other.casesOf(token)).toBeNull();
      expect(await alarms(other)).toEqual([{ kind: 'copied_token' }]);
      // The copy took nothing from the person at the first kiosk.
      expect((await one.casesOf(token))?.cases).toHaveLength(1);
      expect(await alarms(one)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'is over after twenty minutes, wherever its token is shown',
    async () => {
      const kiosk = await enrol('late');
      const token = await tokenOf();
      expect(await kiosk.casesOf(token)).not.toBeNull();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 22 * MINUTE });
      expect(await kiosk.casesOf(token)).toBeNull();
    },
    MINUTE,
  );

  it(
    'is nobody’s when its token is altered, unsigned, or signed by somebody else',
    async () => {
      const kiosk = await enrol('forger');
      const token = await tokenOf();
      const [head = '', payload = '', signature = ''] = token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const { privateKey } = await createDeviceKey();
      const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
      for (const forged of [
        [head, encode({ ...claims, fin: '2ZC8V1D' }), signature].join('.'),
        [encode({ alg: 'none' }), payload, ''].join('.'),
        await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey),
      ])
        expect(await kiosk.casesOf(forged)).toBeNull();
    },
    MINUTE,
  );

  it(
    'reaches the kiosk whose code was used, and no other that waits at the same moment',
    async () => {
      const screens: RealScreen[] = [];
      for (const name of ['one', 'other']) {
        const kiosk = await startRealKiosk({
          portal,
          name,
          config: { identity: standIn.identity },
        });
        cleanUps.push(kiosk.dispose);
        screens.push(await beginAt(kiosk));
      }
      const [one, other] = screens as [RealScreen, RealScreen];
      const started = await one.ask('identity.signIn', {});
      await other.ask('identity.signIn', {});
      await signInOnPhone(createPhone(), started.signIn?.qr ?? '', 'sevinc');
      const stateAt = async ({ ask }: RealScreen) => (await ask('identity.view', {})).signIn?.state;
      await expect.poll(() => stateAt(one), WAIT).toBe('to_confirm');
      // Longer than the pause between two of its questions.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await stateAt(other)).toBe('waiting');
      expect(await other.call('identity.confirm', { mine: true })).toMatchObject({
        error: { code: 'not_found' },
      });
      expect((await other.ask('identity.view', {})).level).toBe('declared');
    },
    MINUTE,
  );

  it(
    'is not redeemed again with its device code, and not at all after it was given up',
    async () => {
      const redeem = async (request: NetworkRequest | undefined): Promise<string> => {
        if (request === undefined) throw new Error('nothing was asked of the provider');
        const answer = await standIn.send({ ...request, signal: new AbortController().signal });
        return Buffer.from(answer.body).toString();
      };
      let last: NetworkRequest | undefined;
      const isAsking = ({ body }: NetworkRequest): boolean =>
        body !== undefined && Buffer.from(body).toString().includes('device_code=');
      const used = await begin((request) => {
        if (isAsking(request)) last = request;
      });
      await signInOnPhone(createPhone(), used.fullAddress, 'sevinc');
      expect((await used.outcome).kind).toBe('signed_in');
      expect(await redeem(last)).toMatch(/"error":"invalid_/u);

      last = undefined;
      const waiting = await begin((request) => {
        if (isAsking(request)) last = request;
      });
      await expect.poll(() => last, WAIT).toBeDefined();
      waiting.abort();
      expect((await waiting.outcome).kind).toBe('aborted');
      await signInOnPhone(createPhone(), waiting.fullAddress, 'sevinc');
      // The proof of the very request was used up: whoever copies it gets no token.
      expect(await redeem(last)).not.toContain('id_token');
    },
    MINUTE,
  );
});
