// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseFin } from '../../../../contract/domain/fin.ts';
import { RECEIPT_ALPHABET } from '../../../../contract/domain/receipt-code.ts';
import { LANGUAGES } from '../../../../contract/languages.ts';
import { TRACKER } from '../../../../contract/voting/tracker.ts';
import { layoutFor } from '../../../../renderer/src/keyboard/layouts.ts';
import { useBallotStore } from '../../../../renderer/src/stores/ballot.ts';
import { useSessionStore } from '../../../../renderer/src/stores/session.ts';
import { useStaffStore } from '../../../../renderer/src/stores/staff.ts';
import { createFakeStaffKiosk } from '../../../support/renderer/fake-staff.ts';
import { mountKiosk, NAME, type MountedKiosk } from '../mount-kiosk.ts';

const SIGNS = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const RECEIPT = Array.from(RECEIPT_ALPHABET);
const VOTE = SIGNS.filter((sign) => TRACKER.test(sign.repeat(16)));
const FIN = SIGNS.filter((sign) => parseFin(sign.repeat(7)).ok);

describe('the layout for codes', () => {
  it.each(
    LANGUAGES.flatMap((script) => [true, false].map((compact) => [script, compact] as const)),
  )('is one page with every capital and digit (%s, compact %s)', (script, compact) => {
    const rows = layoutFor({ script, compact, mode: 'code', page: 'letters', multiline: false });
    const keys = rows.flat();
    const texts = keys.flatMap((key) => ('text' in key ? [key.text] : []));
    expect(SIGNS.filter((sign) => !texts.includes(sign))).toEqual([]);
    expect(texts).toContain('-');
    const commands = keys.flatMap((key) => ('command' in key ? [key.command] : []));
    expect(commands.toSorted()).toEqual(['backspace', 'done', 'left', 'right']);
    expect(rows).toHaveLength(4);
  });
});

const keysShown = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[data-osk] [data-key]')].map((key) =>
    key.getAttribute('data-key'),
  );

describe('the keyboard of a field for a code', () => {
  let kiosk: MountedKiosk;
  const open = async (path: string): Promise<void> => {
    await kiosk.router.replace(path);
    await vi.dynamicImportSettled();
    await flushPromises();
  };
  const toFinQuestion = async (): Promise<void> => {
    await kiosk.router.replace('/home');
    await kiosk.tap('Apply for a service');
    await kiosk.tap("Permission to change a child's name");
    await kiosk.tap('Start the application');
    await kiosk.choose('Masalli district');
    await kiosk.tap('Continue');
    await kiosk.choose('We live apart');
    await kiosk.tap('Continue');
    await kiosk.type(NAME);
    await kiosk.tap('Continue');
  };
  beforeAll(async () => {
    kiosk = await mountKiosk(createFakeStaffKiosk());
    await kiosk.tap('Touch to start');
    await toFinQuestion();
  }, 60_000);
  afterAll(() => kiosk.unmount());

  const expectEvery = async (field: string, signs: readonly string[]): Promise<void> => {
    const input = document.querySelector<HTMLInputElement>(field);
    if (input === null) throw new Error(`no field ${field}`);
    for (const language of LANGUAGES) {
      useSessionStore(kiosk.pinia).language = language;
      input.blur();
      input.focus();
      await flushPromises();
      const keys = keysShown();
      expect([language, signs.filter((sign) => !keys.includes(sign))]).toEqual([language, []]);
    }
    useSessionStore(kiosk.pinia).language = 'en';
    await flushPromises();
  };

  it('has every sign of a FIN where a form asks for one', () => expectEvery('#answer', FIN));

  it.each([
    ['/my-case', '#reference', RECEIPT],
    ['/my-case', '#code', RECEIPT],
    ['/resume', '#slip-number', RECEIPT],
    ['/resume', '#slip-code', RECEIPT],
    ['/my-vote', '#tracker', VOTE],
    ['/vote/identity', '#fin', FIN],
    ['/vote/identity', '#documentNo', SIGNS],
    ['/sign-in/staff', '#answer', FIN],
  ] as const)('has every sign on %s %s', async (path, field, signs) => {
    useBallotStore(kiosk.pinia).survey = { surveyId: 's-1' } as never;
    await open(path);
    await expectEvery(field, signs);
  });

  it('has every sign where staff look for a receipt', async () => {
    useStaffStore(kiosk.pinia).who = { name: 'L', role: 'supervisor' } as never;
    await open('/staff/match');
    await expectEvery('#reference', RECEIPT);
  });
});
