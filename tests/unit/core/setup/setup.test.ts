import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { SetupView } from '../../../../contract/setup.ts';
import { hashPin } from '../../../../electron/core/features/staff/pin.ts';
import { createNodeFiles } from '../../../../electron/node-ports/files.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';
import { createFakeMachine } from '../../../support/core/fake-machine.ts';
import { createFakeNetwork } from '../../../support/core/fake-network.ts';
import { createMemoryStore } from '../../../support/core/memory-store.ts';
import { createModelPortal } from '../../../support/core/model-portal.ts';
import { createTestCore, type Screen } from '../../../support/core/create-test-core.ts';

const text = (word: string) => ({ az: word, ru: word, en: word });
const PLACE = {
  agencyName: text('ASAN'),
  centreName: text('Masallı'),
  authorityId: 'masalli',
  callCentre: '108',
};
const TECHNICIAN = {
  number: '301',
  name: 'Tural Texnikov',
  role: 'technician',
  pin: '558207',
} as const;

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});
const makeStick = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'setup-stick-'));
  folders.push(folder);
  return folder;
};

/** A kiosk as it comes out of its box. */
const newKiosk = async (options: { store?: ReturnType<typeof createMemoryStore> } = {}) => {
  const clock = createFakeClock();
  const portal = await createModelPortal(() => clock.now());
  const network = createFakeNetwork((request) => portal.answer(request));
  const machine = createFakeMachine(network);
  const store = options.store ?? createMemoryStore();
  const kiosk = await createTestCore({
    ...{ clock, portal, network, machine, store },
    isNew: true,
    withPortal: false,
    files: createNodeFiles(),
  });
  return { ...kiosk, machine, portal, store };
};
const codeOf = (answer: { ok: boolean; error?: { code: string } }) =>
  answer.ok ? 'ok' : (answer.error?.code ?? '');
const fieldsOf = (answer: { ok: boolean; error?: object }) =>
  answer.ok
    ? []
    : (answer.error as { fields?: { field: string }[] }).fields?.map(({ field }) => field);

const fillIn = async (
  screen: Screen,
  portal: { url: string; keyThumbprint: string; newCode(): string },
): Promise<SetupView> => {
  await screen.ask('setup.save', { step: 'place', values: PLACE });
  await screen.ask('setup.save', {
    step: 'network',
    values: { way: 'direct', portalUrl: portal.url },
  });
  return screen.ask('setup.save', {
    step: 'enrolment',
    values: { keyThumbprint: portal.keyThumbprint, enrolmentCode: portal.newCode() },
  });
};

describe('a new kiosk', () => {
  test('is set up by whoever stands there, is enrolled, and starts with what was said', async () => {
    const { screen: open, machine, portal, clock } = await newKiosk();
    const screen = open();
    expect((await screen.ask('kiosk.info', {})).setup).toBe('open');
    await fillIn(screen, portal);
    const known = await screen.ask('setup.enrol', {});
    expect(known.kioskName).toBeTruthy();
    expect(await screen.ask('setup.addPerson', TECHNICIAN)).toMatchObject({ role: 'technician' });
    expect((await screen.ask('setup.report', {})).missing).toEqual([]);
    await screen.ask('setup.finish', {});
    expect(machine.kept).toHaveLength(1);
    expect(machine.kept[0]).toMatchObject({ ...PLACE, portal: { url: portal.url } });
    // The code was used: it is no part of what the kiosk starts with.
    expect(JSON.stringify(machine.kept[0])).not.toContain('enrolmentCode');
    clock.advance(1_000);
    expect(machine.restarts()).toBe(1);
  });

  test('takes only a technician as its first account, and from then on only technicians', async () => {
    const { screen: open, log } = await newKiosk();
    const screen = open();
    const other = open();
    expect(
      fieldsOf(await screen.call('setup.addPerson', { ...TECHNICIAN, role: 'operator' })),
    ).toEqual(['role']);
    expect(
      fieldsOf(await screen.call('setup.addPerson', { ...TECHNICIAN, pin: '123456' })),
    ).toEqual(['pin']);
    const { visit } = await screen.ask('setup.addPerson', TECHNICIAN);
    expect(visit).toBeTruthy();
    expect((await screen.ask('kiosk.info', {})).setup).toBe('guarded');
    expect(codeOf(await other.call('setup.view', {}))).toBe('not_allowed');
    const second = await screen.ask('setup.addPerson', {
      ...{ number: '201', name: 'Kamran', pin: '730164' },
      role: 'supervisor',
    });
    // Only the first was let in by it.
    expect(second).not.toHaveProperty('visit');
    expect((await screen.ask('setup.view', {})).people.map(({ role }) => role)).toEqual([
      'supervisor',
      'technician',
    ]);
    // The log says who let the person in.
    expect(log.filter(({ event }) => event === 'setup.account_added')).toMatchObject([
      { details: { role: 'technician', by: 'first' } },
      { details: { role: 'supervisor', by: TECHNICIAN.number } },
    ]);
  });

  test('makes one first technician of two taps at once', async () => {
    const { screen: open } = await newKiosk();
    const screen = open();
    const answers = await Promise.all([
      screen.call('setup.addPerson', TECHNICIAN),
      screen.call('setup.addPerson', { ...TECHNICIAN, number: '302' }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('keeps every step that it called saved when the power fails', async () => {
    const first = await newKiosk();
    const screen = first.screen();
    await fillIn(screen, first.portal);
    await screen.ask('setup.note', {
      check: 'touch',
      result: 'pass',
      values: { hit: 9, points: 9 },
    });
    await screen.ask('setup.addPerson', TECHNICIAN);
    const after = await newKiosk({ store: first.store.afterPowerCut() });
    const again = after.screen();
    expect((await again.ask('kiosk.info', {})).setup).toBe('guarded');
    await again.ask('staff.signIn', { number: TECHNICIAN.number, pin: TECHNICIAN.pin });
    const view = await again.ask('setup.view', {});
    expect(view.answers.place).toEqual(PLACE);
    expect(view.answers.network?.portalUrl).toBe(first.portal.url);
    expect(view.checks.touch).toMatchObject({ result: 'pass', values: { hit: 9 } });
  });

  test('does not start while something that it needs is missing, and says which step', async () => {
    const { screen: open, machine } = await newKiosk();
    const screen = open();
    const early = await screen.call('setup.finish', {});
    expect(codeOf(early)).toBe('answers_incomplete');
    expect(fieldsOf(early)).toEqual(['place', 'staff']);
    await screen.ask('setup.save', {
      step: 'network',
      values: { way: 'direct', portalUrl: 'https://portal.example' },
    });
    await screen.ask('setup.save', { step: 'place', values: PLACE });
    expect(fieldsOf(await screen.call('setup.finish', {}))).toEqual(['enrolment', 'staff']);
    expect(machine.kept).toEqual([]);
  });

  test('says so when the configuration cannot be written, and goes on', async () => {
    const { screen: open, machine, portal } = await newKiosk();
    const screen = open();
    await fillIn(screen, portal);
    await screen.ask('setup.addPerson', TECHNICIAN);
    machine.failKeeping = Object.assign(new Error('full'), { code: 'ENOSPC' });
    expect(codeOf(await screen.call('setup.finish', {}))).toBe('storage_full');
    machine.failKeeping = undefined;
    expect(codeOf(await screen.call('setup.finish', {}))).toBe('ok');
  });

  test('says whether the code was refused or nobody answered', async () => {
    const { screen: open, portal } = await newKiosk();
    const screen = open();
    expect(codeOf(await screen.call('setup.enrol', {}))).toBe('not_found');
    await fillIn(screen, portal);
    await screen.ask('setup.save', {
      step: 'enrolment',
      values: { keyThumbprint: portal.keyThumbprint, enrolmentCode: '234567892345' },
    });
    expect(codeOf(await screen.call('setup.enrol', {}))).toBe('code_refused');
  });

  test('whose configuration was taken away is set up by nobody but its technician', async () => {
    const store = createMemoryStore();
    const worked = await createTestCore({ store, withPortal: false });
    await worked.core.stop();
    const { screen: open } = await newKiosk({ store });
    const screen = open();
    expect((await screen.ask('kiosk.info', {})).setup).toBe('lost');
    for (const method of ['setup.view', 'setup.report', 'setup.finish'] as const)
      expect(codeOf(await screen.call(method, {}))).toBe('not_allowed');
  });
});

describe('a step', () => {
  test.each([
    [
      'an http address',
      'network',
      { way: 'direct', portalUrl: 'http://portal.example' },
      'portalUrl',
    ],
    [
      'a proxy with a path',
      'network',
      {
        way: 'proxy',
        portalUrl: 'https://portal.example',
        proxy: { url: 'http://proxy.example:3128/x' },
      },
      'proxy.url',
    ],
    [
      'a password in the address of the proxy',
      'network',
      { way: 'proxy', portalUrl: 'https://p.example', proxy: { url: 'http://a:b@proxy.example' } },
      'proxy.url',
    ],
    ['a surplus key', 'network', { way: 'stick', more: 1 }, 'more'],
    [
      'a name in two languages',
      'place',
      { ...PLACE, centreName: { az: 'a', ru: 'b' } },
      'centreName.en',
    ],
    [
      'a screen of a metre in inches',
      'screen',
      { diagonal: 1000, width: 1080, height: 1920 },
      'diagonal',
    ],
    [
      'a short code',
      'enrolment',
      { keyThumbprint: 'A'.repeat(43), enrolmentCode: 'ABC' },
      'enrolmentCode',
    ],
    ['an hour that is none', 'care', { restartAt: '25:00' }, 'restartAt'],
    ['a relative folder', 'devices', { transferFolder: 'media/stick' }, 'transferFolder'],
    ['a time zone that is none', 'language', { timeZone: 'Asia/Bakku' }, 'timeZone'],
  ] as const)('with %s is refused at its place', async (_, step, values, field) => {
    const { screen: open, core } = await newKiosk();
    const answer = await core.call(open().id, 'setup.save', { step, values });
    expect(codeOf(answer)).toBe('bad_input');
    expect(fieldsOf(answer)).toContain(field);
  });

  test('never shows the password of the proxy again, and keeps it while the user stays', async () => {
    const { screen: open, machine } = await newKiosk();
    const screen = open();
    const values = (proxy: object) => ({
      way: 'proxy' as const,
      portalUrl: 'https://portal.example',
      proxy: { url: 'http://proxy.example:3128', ...proxy },
    });
    const view = await screen.ask('setup.save', {
      step: 'network',
      values: values({ user: 'kiosk', password: 'Səssiz-7' }),
    });
    expect(JSON.stringify(view)).not.toContain('Səssiz-7');
    expect(view.hasProxyPassword).toBe(true);
    await screen.ask('setup.save', { step: 'network', values: values({ user: 'kiosk' }) });
    await screen.ask('setup.save', { step: 'place', values: PLACE });
    await screen.ask('setup.save', {
      step: 'enrolment',
      values: { keyThumbprint: 'A'.repeat(43) },
    });
    await screen.ask('setup.addPerson', TECHNICIAN);
    await screen.ask('setup.finish', {});
    expect(machine.kept[0]).toMatchObject({ proxy: { user: 'kiosk', password: 'Səssiz-7' } });
    const other = await screen.ask('setup.save', {
      step: 'network',
      values: values({ user: 'another' }),
    });
    expect(other.hasProxyPassword).toBe(false);
  });
});

describe('the stick', () => {
  test('carries the same set-up to another kiosk, without code and without a password of people', async () => {
    const stick = await makeStick();
    const { screen: open, portal } = await newKiosk();
    const screen = open();
    await fillIn(screen, portal);
    await screen.ask('setup.save', {
      step: 'devices',
      values: {
        transferFolder: stick,
        printer: { paper: 'roll-80mm', name: 'front' },
        camera: true,
        reader: true,
        headset: true,
        helpButton: false,
      },
    });
    await screen.ask('setup.addPerson', TECHNICIAN);
    const { files } = await screen.ask('setup.export', { language: 'az', withStaff: true });
    expect([...files].sort()).toEqual([
      'asan-setup-report.json',
      'asan-setup-report.txt',
      'kiosk.yaml',
    ]);
    const yaml = await readFile(join(stick, 'kiosk.yaml'), 'utf8');
    expect(yaml).not.toContain('enrolmentCode');
    expect(yaml).toContain('scrypt-1$');
    expect(await readFile(join(stick, 'asan-setup-report.txt'), 'utf8')).toMatch(
      /Quraşdırma hesabatı/u,
    );

    const second = await newKiosk();
    const there = second.screen();
    await there.ask('setup.save', {
      step: 'devices',
      values: { transferFolder: stick, camera: true },
    });
    const view = await there.ask('setup.readStick', {});
    expect(view.answers.place).toEqual(PLACE);
    expect(view.answers.devices).toMatchObject({
      printer: { paper: 'roll-80mm', name: 'front' },
      ...{ reader: true, headset: true, helpButton: false },
    });
    // Its technician comes with the file: nothing but the one-time code is left to type.
    expect((await there.ask('setup.report', {})).missing).toEqual([]);
    await there.ask('setup.finish', {});
    expect(second.machine.kept[0]).toMatchObject({
      staff: [{ number: '301' }],
      attached: { reader: true, headset: true, helpButton: false },
    });

    await screen.ask('setup.export', { language: 'en', withStaff: false });
    expect(await readFile(join(stick, 'kiosk.yaml'), 'utf8')).not.toContain('scrypt-1$');
  });

  test('with a file that is wrong changes nothing', async () => {
    const stick = await makeStick();
    const { screen: open } = await newKiosk();
    const screen = open();
    await screen.ask('setup.save', {
      step: 'devices',
      values: { transferFolder: stick, camera: true },
    });
    expect(codeOf(await screen.call('setup.readStick', {}))).toBe('no_medium');
    for (const wrong of [
      { callCenter: '108' },
      { portal: { url: 'http://portal.example', keyThumbprint: 'A'.repeat(43) } },
      { ...PLACE, staff: [{ number: '1', name: 'x', role: 'king', pin: '1234' }] },
    ]) {
      await writeFile(join(stick, 'kiosk.yaml'), JSON.stringify(wrong));
      const answer = await screen.call('setup.readStick', {});
      expect(codeOf(answer)).toBe('bad_bundle');
      expect(fieldsOf(answer)).not.toEqual([]);
    }
    expect((await screen.ask('setup.view', {})).answers.place).toBeUndefined();
  });
});

test.each(['{"callCentre": ', 'null', '12'])(
  'a host that knows nothing of the machine refuses %s on a stick in words',
  async (text) => {
    const stick = await makeStick();
    const kiosk = await createTestCore({
      ...{ isNew: true, withPortal: false, files: createNodeFiles() },
    });
    const screen = kiosk.screen();
    await screen.ask('setup.save', {
      step: 'devices',
      values: { transferFolder: stick, camera: true },
    });
    await writeFile(join(stick, 'kiosk.yaml'), text);
    const answer = await screen.call('setup.readStick', {});
    expect(codeOf(answer)).toBe('bad_bundle');
    expect(fieldsOf(answer)).not.toEqual([]);
  },
);

describe('a kiosk that works', () => {
  const working = async () => {
    const machine = createFakeMachine(createFakeNetwork(() => Promise.reject(new Error('no'))));
    const pin = await hashPin('481516', randomBytes);
    const staff = (['operator', 'supervisor', 'technician'] as const).map((role, index) => ({
      ...{ number: `100${index}`, name: `A ${role}`, role, pin },
    }));
    const kiosk = await createTestCore({
      machine,
      config: { staff, keepSentDays: 90, maintenance: { restartAt: '03:30' } },
    });
    return { ...kiosk, machine };
  };

  test('shows nothing of its set-up to a citizen, an operator or a supervisor', async () => {
    const { screen: open } = await working();
    const screen = open();
    expect((await screen.ask('kiosk.info', {})).setup).toBeUndefined();
    expect(codeOf(await screen.call('setup.view', {}))).toBe('not_allowed');
    await screen.ask('session.begin', { language: 'az' });
    expect(codeOf(await screen.call('setup.locks', {}))).toBe('not_allowed');
    for (const number of ['1000', '1001']) {
      await screen.ask('staff.signIn', { number, pin: '481516' });
      expect(codeOf(await screen.call('setup.locks', {}))).toBe('not_allowed');
    }
  });

  test('is set up again by its technician, and keeps what no step asks for', async () => {
    const { screen: open, machine } = await working();
    const screen = open();
    await screen.ask('staff.signIn', { number: '1002', pin: '481516' });
    const view = await screen.ask('setup.view', {});
    expect(view).toMatchObject({ isNew: false, changed: false });
    expect(view.answers.care?.restartAt).toBe('03:30');
    const { care } = view.answers;
    if (care === undefined) throw new Error('what the configuration says is not shown');
    const { restartAt: _, ...others } = care;
    const changed = await screen.ask('setup.save', { step: 'care', values: others });
    expect(changed.changed).toBe(true);
    expect(machine.kept).toEqual([]);
    await screen.ask('setup.finish', {});
    expect(machine.kept[0]).toMatchObject({ keepSentDays: 90, staff: [{}, {}, {}] });
    expect(JSON.stringify(machine.kept[0])).not.toContain('03:30');
  });

  test('leaves accounts and enrolment to those whose they are', async () => {
    const { screen: open } = await working();
    const screen = open();
    await screen.ask('staff.signIn', { number: '1002', pin: '481516' });
    expect(
      codeOf(await screen.call('setup.addPerson', { ...TECHNICIAN, role: 'supervisor' })),
    ).toBe('not_allowed');
    expect(codeOf(await screen.call('setup.enrol', {}))).toBe('not_allowed');
  });

  test('prints a page on which every letter can be compared', async () => {
    const { screen: open, machine } = await working();
    const screen = open();
    await screen.ask('staff.signIn', { number: '1002', pin: '481516' });
    expect(codeOf(await screen.call('setup.printTest', { language: 'az' }))).toBe('no_printer');
    await screen.ask('setup.save', {
      step: 'devices',
      values: { printer: { paper: 'a4' }, camera: true },
    });
    expect(await screen.ask('setup.printTest', { language: 'az' })).toEqual({ printed: true });
    const page = JSON.stringify(machine.printed[0]?.document);
    for (const letter of 'əğışöüçƏĞŞжщЖЩ₼') expect(page).toContain(letter);
  });
});
