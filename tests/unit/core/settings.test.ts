import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { createMemoryFiles } from '../../support/core/memory-files.ts';
import { createFakePrinter } from '../../support/printing/fake-printer.ts';

const PIN = '481516';
const DAY = 24 * 60 * 60 * 1000;
let staff: readonly object[];
beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [{ number: '1002', name: 'Kamran', role: 'supervisor', pin }];
});

const place = async (theme?: object) => {
  const files = createMemoryFiles(
    theme === undefined ? {} : { '/stick/asan-theme.json': JSON.stringify(theme) },
  );
  const kiosk = await createTestCore({
    files,
    printer: createFakePrinter(),
    config: { staff, transferFolder: '/stick' },
  });
  await kiosk.enrolled();
  const screen = kiosk.screen();
  const signIn = () => screen.ask('staff.signIn', { number: '1002', pin: PIN });
  await signIn();
  return { kiosk, screen, signIn };
};

describe('settings of this kiosk', () => {
  test('hold at once, are recorded, and can be taken back', async () => {
    const { screen, kiosk } = await place();
    const value = { az: 'Xoş gəlmisiniz', ru: 'Добро пожаловать', en: 'Welcome' };
    await screen.ask('settings.change', {
      setting: 'attract',
      value: { title: value, text: value },
    });
    expect((await kiosk.screen().ask('kiosk.info', {})).attract?.title.ru).toBe('Добро пожаловать');
    await screen.ask('settings.change', { setting: 'attract', value: null });
    expect((await kiosk.screen().ask('kiosk.info', {})).attract).toBeUndefined();
    const { lines } = await screen.ask('audit.view', {});
    expect(lines.filter(({ act }) => act === 'setting_changed')).toHaveLength(2);
  });

  test('words of the first screen are wanted in all three languages', async () => {
    const { screen } = await place();
    const value = { title: { az: 'A', ru: ' ', en: 'C' }, text: { az: 'A', ru: 'B', en: 'C' } };
    const answer = await screen.call('settings.change', { setting: 'attract', value });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });

  test('printing that is switched off is not offered', async () => {
    const { screen, kiosk } = await place();
    await screen.ask('settings.change', { setting: 'printing', value: { offered: false } });
    expect((await kiosk.screen().ask('kiosk.info', {})).offers.printing).toBe(false);
  });

  test('idle times shorter than a person needs are refused', async () => {
    const { screen } = await place();
    const value = { warnAfter: 60, wipeAfter: 19 };
    const answer = await screen.call('settings.change', { setting: 'idle', value });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });

  test('what the portal has confirmed is kept for as many days as staff say', async () => {
    const { screen, kiosk, signIn } = await place();
    const { applicationId } = await screen.apply();
    const record = () => kiosk.store.data.outbox.get(applicationId);
    await kiosk.eventually(() => record()?.state === 'received', 'received');
    await signIn();
    await screen.ask('settings.change', { setting: 'keepSentDays', value: 2 });
    kiosk.clock.advance(DAY);
    await kiosk.eventually(() => true);
    expect(record()).toBeDefined();
    kiosk.clock.advance(2 * DAY);
    await kiosk.eventually(() => record() === undefined, 'forgotten after two days');
  });

  test('a theme whose colours cannot be read is refused with its faults; a good one holds', async () => {
    const bad = await place({ v: 1, name: 'Pale', light: { text: '#cccccc' } });
    const report = await bad.screen.ask('settings.loadTheme', {});
    expect(report).toMatchObject({ taken: false });
    expect(JSON.stringify(report)).toContain('"front":"text"');
    expect((await bad.screen.ask('settings.view', {})).theme).toBeUndefined();
    const good = await place({
      v: 1,
      name: 'Teal',
      light: { primary: '#0a5a5a', link: '#0a5a5a' },
    });
    expect(await good.screen.ask('settings.loadTheme', {})).toEqual({ taken: true, name: 'Teal' });
    expect((await good.screen.ask('kiosk.info', {})).theme?.name).toBe('Teal');
  });
});
