import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IdentityView } from '../../../contract/identity.ts';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { NetworkError, type NetworkRequest } from '../../../electron/core/ports.ts';
import { createTestCore, type Screen, type TestCore } from '../../support/core/create-test-core.ts';
import { createFakeNetwork } from '../../support/core/fake-network.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { createModelPortal } from '../../support/core/model-portal.ts';
import {
  GOOD_ANSWERS,
  PACKS_FOLDER,
  packFiles,
  TREE_SERVICE,
} from '../../support/core/test-packs.ts';
import { createPhone, readQr, refuseOnPhone, signInOnPhone } from '../../support/sign-in/phone.ts';
import { startStandIn, type StandIn } from '../../support/sign-in/stand-in.ts';

const PIN = '481516';
let standIn: StandIn;
let staff: readonly object[];

beforeAll(async () => {
  standIn = await startStandIn();
  staff = [
    { number: '1001', name: 'Aysel', role: 'operator', pin: await hashPin(PIN, randomBytes) },
  ];
});
afterAll(() => standIn.close());

interface KioskOptions {
  /** Stands between the kiosk and the provider. */
  readonly onTheWay?: (request: NetworkRequest) => Promise<never> | undefined;
  readonly identity?: Readonly<Record<string, unknown>>;
  /** What the tree service asks for. */
  readonly level?: 'staff-seen' | 'verified';
}

const kiosk = async ({ onTheWay, identity, level }: KioskOptions = {}): Promise<TestCore> => {
  const clock = createFakeClock();
  const portal = await createModelPortal(() => clock.now());
  const network = createFakeNetwork((request) =>
    request.url.startsWith(standIn.issuer)
      ? (onTheWay?.(request) ?? standIn.send(request))
      : portal.answer(request),
  );
  return createTestCore({
    clock,
    portal,
    network,
    packs: {
      ...packFiles(),
      ...(level && {
        [`${PACKS_FOLDER}/services/tree-felling.json`]: JSON.stringify({
          ...TREE_SERVICE,
          questions: TREE_SERVICE.questions.map((question) =>
            question.kind === 'fin' ? { ...question, person: 'fin' } : question,
          ),
          level,
        }),
      }),
    },
    config: { staff, identity: { ...standIn.identity, ...identity } },
  });
};

const begun = async (core: TestCore): Promise<Screen> => {
  await core.enrolled();
  const screen = core.screen();
  await screen.ask('session.begin', { language: 'az' });
  return screen;
};

/** Waits in real time: the provider is a real one. */
const untilState = async (screen: Screen, state: string): Promise<IdentityView> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const view = await screen.ask('identity.view', {});
    if (view.signIn?.state === state) return view;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the sign-in did not become ${state}`);
};

const qrOf = (view: IdentityView): string => view.signIn?.qr ?? '';

describe('signing in by the phone', () => {
  test('makes a person verified once they have said that it is them, and tells the screen', async () => {
    const screen = await begun(await kiosk());
    expect(await screen.ask('identity.view', {})).toMatchObject({
      level: 'declared',
      ways: { signIn: 'open', staff: true },
    });
    const started = await screen.ask('identity.signIn', {});
    expect(started.signIn).toMatchObject({ state: 'waiting', left: 120_000 });
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    const arrived = await untilState(screen, 'to_confirm');
    expect(arrived.level).toBe('declared');
    expect(arrived.signIn?.person).toEqual({ initials: 'N. S. M.', fin: '4••••MQ' });
    expect(screen.events).toContainEqual({ type: 'identity_changed' });
    const confirmed = await screen.ask('identity.confirm', { mine: true });
    expect(confirmed).toMatchObject({
      level: 'verified',
      how: 'sign-in',
      person: { fin: '4••••MQ' },
    });
    expect(confirmed.signIn).toBeUndefined();
  });

  test('names the centre and the kiosk on the phone', async () => {
    const screen = await begun(await kiosk());
    const started = await screen.ask('identity.signIn', {});
    const page = await readQr(createPhone(), qrOf(started));
    expect(page).toContain('Centre, Model kiosk');
    expect(page).toContain(started.signIn?.userCode);
  });

  test('a code that was photographed and used by somebody else gives them nothing and us nobody', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    const started = await screen.ask('identity.signIn', {});
    await signInOnPhone(createPhone(), qrOf(started), 'orxan');
    await untilState(screen, 'to_confirm');
    expect(await screen.ask('identity.confirm', { mine: false })).toMatchObject({
      level: 'declared',
    });
    expect(await screen.call('identity.confirm', { mine: true })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(core.log.map(({ event }) => event)).toContain('sign_in.not_confirmed');
  });

  test('a code works once: a second phone is refused', async () => {
    const screen = await begun(await kiosk());
    const started = await screen.ask('identity.signIn', {});
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    const second = await readQr(createPhone(), qrOf(started));
    expect(second).not.toContain('name="confirm"');
    expect((await untilState(screen, 'to_confirm')).signIn?.person?.fin).toBe('4••••MQ');
  });

  test('a refusal on the phone is told as one', async () => {
    const screen = await begun(await kiosk());
    const started = await screen.ask('identity.signIn', {});
    await refuseOnPhone(createPhone(), qrOf(started));
    expect((await untilState(screen, 'denied')).level).toBe('declared');
  });

  test('a code is over after two minutes, whatever the phone does then', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    const started = await screen.ask('identity.signIn', {});
    for (let second = 0; second < 121; second += 10) {
      core.clock.advance(10_000);
      await screen.ask('session.touch', {});
    }
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    const over = await untilState(screen, 'expired');
    expect(over.signIn?.person).toBeUndefined();
    expect(over.signIn?.left).toBe(0);
  });

  test('a sign-in that was given up is not taken up again by the phone', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    const started = await screen.ask('identity.signIn', {});
    await screen.ask('identity.cancelSignIn', {});
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    await core.eventually(() => core.log.some(({ event }) => event === 'sign_in.ended'));
    const view = await screen.ask('identity.view', {});
    expect(view.signIn).toBeUndefined();
    expect(view.level).toBe('declared');
  });

  test('walking away in the middle leaves nothing for the next person', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    const started = await screen.ask('identity.signIn', {});
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'ru' });
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    await core.eventually(() => core.log.some(({ event }) => event === 'sign_in.ended'));
    expect(core.log).toContainEqual(
      expect.objectContaining({ event: 'sign_in.ended', details: { outcome: 'aborted' } }),
    );
    const view = await screen.ask('identity.view', {});
    expect(view).toMatchObject({ level: 'declared' });
    expect(view.signIn).toBeUndefined();
  });

  test('without a network it says so, and nothing else stops working', async () => {
    const core = await kiosk({ onTheWay: () => Promise.reject(new NetworkError('cut')) });
    const screen = await begun(core);
    expect(await screen.call('identity.signIn', {})).toEqual({
      ok: false,
      error: { code: 'offline' },
    });
    expect((await screen.apply()).reference).toMatch(/^[0-9A-Z]{3}-/);
  });

  test('a kiosk without a provider says that there is none', async () => {
    const core = await createTestCore();
    const screen = core.screen();
    await screen.ask('session.begin', { language: 'az' });
    expect((await screen.ask('identity.view', {})).ways).toEqual({ signIn: 'none', staff: false });
    expect(await screen.call('identity.signIn', {})).toMatchObject({
      error: { code: 'not_set_up' },
    });
  });

  test('a client with the wrong key gets no code', async () => {
    const other = await startStandIn();
    const { clientAuth } = other.identity;
    await other.close();
    const screen = await begun(await kiosk({ identity: { clientAuth } }));
    expect(await screen.call('identity.signIn', {})).toMatchObject({
      error: { code: 'not_set_up' },
    });
  });

  test('no more than ten codes for one person', async () => {
    const screen = await begun(await kiosk());
    for (let tries = 0; tries < 10; tries += 1) await screen.ask('identity.signIn', {});
    expect(await screen.call('identity.signIn', {})).toMatchObject({ error: { code: 'too_many' } });
  });
});

/** Answers of a provider that does not say the truth. */
const forged = (path: string, change: (body: Record<string, unknown>) => object) => {
  const send = async (request: NetworkRequest): Promise<never> => {
    const answer = await standIn.send(request);
    if (answer.status !== 200) return answer as never;
    const body = JSON.parse(Buffer.from(answer.body).toString('utf8')) as Record<string, unknown>;
    return { ...answer, body: Buffer.from(JSON.stringify(change(body))) } as never;
  };
  return (request: NetworkRequest) =>
    new URL(request.url).pathname === path ? send(request) : undefined;
};

describe('an answer that cannot be right', () => {
  const outcomeWith = async (onTheWay: NonNullable<KioskOptions['onTheWay']>) => {
    const screen = await begun(await kiosk({ onTheWay }));
    const started = await screen.ask('identity.signIn', {});
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    return untilState(screen, 'refused');
  };

  test('details about another subject are refused', async () => {
    const view = await outcomeWith(forged('/me', (body) => ({ ...body, sub: 'orxan' })));
    expect(view.level).toBe('declared');
  });

  test('an altered identity token is refused', async () => {
    const view = await outcomeWith(
      forged('/token', (body) => {
        const [head = '', payload = '', signature = ''] = String(body['id_token']).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object;
        const other = Buffer.from(JSON.stringify({ ...claims, aud: 'another-client' }));
        return { ...body, id_token: [head, other.toString('base64url'), signature].join('.') };
      }),
    );
    expect(view.signIn?.person).toBeUndefined();
  });

  test('a person without a FIN is nobody we can use', async () => {
    const screen = await begun(await kiosk({ identity: { finClaim: 'pin' } }));
    const started = await screen.ask('identity.signIn', {});
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    expect((await untilState(screen, 'refused')).level).toBe('declared');
  });
});

describe('being seen by a member of staff', () => {
  const seen = { fin: '4hf92mq', number: '1001', pin: PIN };

  test('raises the level, is noted, and the citizen’s session goes on', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    expect(await screen.ask('identity.staffSeen', seen)).toMatchObject({
      level: 'staff-seen',
      how: 'staff',
      person: { fin: '4••••MQ' },
    });
    expect(screen.events.filter(({ type }) => type === 'session_ended')).toEqual([]);
    expect([...core.store.data.audit.entries()].map(([, line]) => line)).toContainEqual(
      expect.objectContaining({ number: '1001', act: 'identity_seen' }),
    );
    expect(await screen.call('queue.list', {})).toMatchObject({ error: { code: 'not_allowed' } });
  });

  test('a wrong PIN counts as everywhere, and leaves the person declared', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    expect(await screen.call('identity.staffSeen', { ...seen, pin: '000000' })).toMatchObject({
      error: { code: 'wrong_pin' },
    });
    expect(core.store.data.lockouts.get('1001')?.failures).toBe(1);
    expect((await screen.ask('identity.view', {})).level).toBe('declared');
  });

  test('a FIN that cannot be one is refused before the PIN is looked at', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    expect(await screen.call('identity.staffSeen', { ...seen, fin: 'x' })).toMatchObject({
      error: { code: 'bad_input', fields: [{ field: 'fin' }] },
    });
    expect(core.store.data.lockouts.size).toBe(0);
  });

  test('is over with the session', async () => {
    const screen = await begun(await kiosk());
    await screen.ask('identity.staffSeen', seen);
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'az' });
    const view = await screen.ask('identity.view', {});
    expect(view).toMatchObject({ level: 'declared' });
    expect(view.person).toBeUndefined();
  });
});

describe('what a submission says of the person', () => {
  const seen = { fin: '94FMDDD', number: '1001', pin: PIN };
  const submit = async (screen: Screen, answers: Record<string, string> = GOOD_ANSWERS) => {
    const { applicationId } = await screen.ask('applications.start', {
      serviceId: TREE_SERVICE.id,
    });
    return screen.call('applications.submit', {
      applicationId,
      serviceVersion: TREE_SERVICE.version,
      answers,
      confirmed: true,
    });
  };

  test('a service that asks for more than this session has is not sent, and goes on after it', async () => {
    const core = await kiosk({ level: 'staff-seen' });
    const screen = await begun(core);
    expect(await submit(screen)).toMatchObject({ error: { code: 'identity_needed' } });
    await screen.ask('identity.staffSeen', seen);
    expect(await submit(screen)).toMatchObject({ ok: true });
    await core.eventually(() => core.portal.registered.length === 1);
    expect(core.portal.registered[0]?.identity).toMatchObject({
      level: 'staff-seen',
      how: 'staff',
      fin: '94FMDDD',
      staffNumber: '1001',
    });
  });

  test('the FIN of another person than the one who was seen is refused', async () => {
    const screen = await begun(await kiosk({ level: 'staff-seen' }));
    await screen.ask('identity.staffSeen', { ...seen, fin: '4HF92MQ' });
    expect(await submit(screen)).toMatchObject({
      error: {
        code: 'answers_incomplete',
        fields: [{ field: 'applicantFin', rule: 'fin_not_yours' }],
      },
    });
  });

  test('a signed-in person’s submission names the issuer and carries no token', async () => {
    const core = await kiosk();
    const screen = await begun(core);
    const started = await screen.ask('identity.signIn', {});
    await signInOnPhone(createPhone(), qrOf(started), 'sevinc');
    await untilState(screen, 'to_confirm');
    await screen.ask('identity.confirm', { mine: true });
    expect(await submit(screen)).toMatchObject({ ok: true });
    await core.eventually(() => core.portal.registered.length === 1);
    expect(core.portal.registered[0]?.identity).toEqual({
      level: 'verified',
      how: 'sign-in',
      at: expect.any(Number) as number,
      fin: '4HF92MQ',
      name: 'Nümunə Sevinc Məmmədova',
      issuer: standIn.issuer,
    });
  });

  test('without a network a service that asks for nothing more is sent as ever', async () => {
    const core = await kiosk({ onTheWay: () => Promise.reject(new NetworkError('cut')) });
    const screen = await begun(core);
    expect(await submit(screen)).toMatchObject({ ok: true });
    await core.eventually(() => core.portal.registered.length === 1);
    expect(core.portal.registered[0]?.identity).toMatchObject({ level: 'declared', how: 'typed' });
  });
});
