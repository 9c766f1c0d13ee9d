import { describe, expect, test } from 'vitest';
import type { CheckLevel } from '../../../../contract/findings.ts';
import { LANGUAGES } from '../../../../contract/languages.ts';
import { LOCKS } from '../../../../contract/locks.ts';
import { reportPaper, reportText } from '../../../../electron/core/features/setup/setup-papers.ts';
import {
  reportLines,
  type SetupFacts,
} from '../../../../electron/core/features/setup/setup-report.ts';
import az from '../../../../electron/core/features/setup/words/az.json';
import en from '../../../../electron/core/features/setup/words/en.json';
import ru from '../../../../electron/core/features/setup/words/ru.json';

const text = (word: string) => ({ az: word, ru: word, en: word });
const note = (result: CheckLevel, values: Record<string, number> = {}) => ({
  result,
  at: 1,
  values,
});

const GOOD: SetupFacts = {
  answers: {
    language: { languages: [...LANGUAGES], timeZone: 'Asia/Baku' },
    screen: { diagonal: 32, width: 1080, height: 1920, distance: 500, lowerEdge: 700 },
    network: { way: 'direct', portalUrl: 'https://portal.example' },
    place: {
      agencyName: text('ASAN'),
      centreName: text('Masallı'),
      authorityId: 'az-mas',
      callCentre: '108',
    },
    devices: {
      ...{ printer: { paper: 'a4' }, transferFolder: '/media/stick', camera: true },
      ...{ reader: true, headset: true, helpButton: true },
    },
    care: { restartAt: '03:30', leastFreeMegabytes: 1024, idle: { warnAfter: 60, wipeAfter: 30 } },
  },
  checks: {
    clock: note('pass'),
    touch: note('pass', { hit: 9, points: 9 }),
    paper: note('pass'),
    sound: note('pass'),
    headset: note('pass'),
    reader: note('pass', { signs: 24, pace: 8, longest: 12, enter: 1 }),
    camera: note('pass'),
    helpButton: note('pass'),
    access: note('pass', { target: 20.1, text: 6, contrast: 8.4 }),
  },
  updates: { channel: 'stable', keys: ['a', 'b'] },
  network: { outcome: 'portal', milliseconds: 40, clockOffset: 1_000 },
  locks: LOCKS.map((name) => ({ name, state: 'locked' })),
  authorities: [{ id: 'az-mas', name: text('Masallı RİH') }],
  roles: ['supervisor', 'technician'],
  kioskName: 'Masallı, zal 1',
  deviceTimeZone: 'Asia/Baku',
  services: 13,
  leftOut: [],
  speech: true,
};
const bad = (facts: Partial<SetupFacts>): string[] =>
  reportLines({ ...GOOD, ...facts })
    .filter(({ level }) => level !== 'pass')
    .map(({ check, level }) => `${check} ${level}`);
const answers = (part: Partial<SetupFacts['answers']>) => ({
  answers: { ...GOOD.answers, ...part },
});
const checks = (part: Partial<SetupFacts['checks']>) => ({ checks: { ...GOOD.checks, ...part } });

describe('the report of the set-up', () => {
  test('has nothing to say of a kiosk on which all is well', () => {
    expect(bad({})).toEqual([]);
  });

  test.each<[string, Partial<SetupFacts>, string[]]>([
    [
      'a clock that is wrong by the portal’s',
      { network: { outcome: 'portal', milliseconds: 9, clockOffset: -300_000 } },
      ['clock fail'],
    ],
    ['a clock that nobody has looked at', checks({ clock: undefined } as never), ['clock warn']],
    ['another time zone', { deviceTimeZone: 'UTC' }, ['clock warn']],
    [
      'two languages',
      answers({ language: { languages: ['az', 'ru'], timeZone: 'Asia/Baku' } }),
      ['languages warn'],
    ],
    [
      'a screen that hangs too high',
      answers({
        screen: { diagonal: 32, width: 1080, height: 1920, distance: 500, lowerEdge: 1400 },
      }),
      ['screen warn'],
    ],
    ['dead spots', checks({ touch: note('fail', { hit: 7, points: 9 }) }), ['touch fail']],
    ['a portal that is silent', { network: { outcome: 'silent' } }, ['network warn']],
    [
      'a stranger at the address',
      { network: { outcome: 'foreign', milliseconds: 3 } },
      ['network fail'],
    ],
    [
      'an authority that no pack knows',
      answers({ place: { ...GOOD.answers.place!, authorityId: 'az-xxx' } }),
      ['place fail'],
    ],
    ['no enrolment', { kioskName: undefined }, ['enrolment fail']],
    ['letters that are squares', checks({ paper: note('fail') }), ['printer fail']],
    [
      'no printer, no headset, no reader and no stick, and asks for no help button',
      answers({ devices: { camera: false } }),
      ['printer warn', 'headset warn', 'reader warn', 'stick warn'],
    ],
    [
      'devices that nobody has tried',
      checks({
        ...{ paper: undefined, sound: undefined, headset: undefined, reader: undefined },
        ...{ camera: undefined, helpButton: undefined },
      } as never),
      ['printer', 'sound', 'headset', 'reader', 'camera', 'helpButton'].map((one) => `${one} warn`),
    ],
    [
      'devices that do not work',
      checks({
        ...{ headset: note('fail'), reader: note('fail'), camera: note('fail') },
        helpButton: note('fail'),
      }),
      ['headset', 'reader', 'camera', 'helpButton'].map((one) => `${one} fail`),
    ],
    [
      'a reader that pauses',
      checks({ reader: note('warn', { signs: 24, pace: 90, longest: 200, enter: 1 }) }),
      ['reader warn'],
    ],
    ['no voice', { speech: false }, ['sound warn']],
    ['a broken pack', { leftOut: ['x.json'] }, ['packs fail']],
    [
      'text that is too small',
      checks({ access: note('fail', { target: 12, text: 3, contrast: 4 }) }),
      ['access fail'],
    ],
    ['no technician', { roles: ['supervisor'] }, ['staff fail']],
    ['no supervisor', { roles: ['technician'] }, ['staff warn']],
    [
      'no keys and no night',
      { updates: undefined, ...answers({ care: undefined as never }) },
      ['care warn', 'updates warn'],
    ],
    [
      'open and unknown locks',
      {
        locks: [
          { name: 'no_sysrq', state: 'open' },
          { name: 'disk_encrypted', state: 'unknown' },
        ],
      },
      ['lock fail', 'lock warn'],
    ],
  ])('names %s', (_, facts, expected) => {
    expect(bad(facts)).toEqual(expected);
  });

  test('tells a reader without Enter from one that pauses', () => {
    const said = (enter: number) =>
      reportLines({
        ...GOOD,
        ...checks({ reader: note('warn', { signs: 24, pace: 90, longest: 200, enter }) }),
      }).find(({ check }) => check === 'reader')?.text.en;
    expect(said(0)).toMatch(/does not end a code with Enter/u);
    expect(said(1)).toMatch(/pauses.*90 ms/u);
  });

  test('says the same on the screen, on paper and in the file, what is wrong first', () => {
    const lines = reportLines({ ...GOOD, roles: ['supervisor'], deviceTimeZone: 'UTC' });
    const report = { at: Date.UTC(2026, 10, 26), version: '0.1.0', lines, missing: [] };
    const inWords = reportText(report, 'en').split('\n');
    expect(inWords[3]).toBe(
      'WRONG  Staff: There is no technician: nobody could set this kiosk up again.',
    );
    expect(inWords[4]).toMatch(/^LOOK {2}Clock: .*UTC/u);
    expect(inWords.join('\n')).not.toMatch(/[{}]/u);
    const paper = JSON.stringify(reportPaper(report, 'az'));
    for (const { text: said } of lines)
      expect(paper).toContain(JSON.stringify(said.az).slice(1, -1));
  });

  test('has every sentence in every language, with the same blanks', () => {
    const flat = (words: object): Record<string, string> =>
      Object.fromEntries(
        Object.entries(words).flatMap(([group, texts]) =>
          Object.entries(texts as Record<string, string>).map(([key, said]) => [
            `${group}.${key}`,
            (said.match(/\{\w+\}/gu) ?? []).sort().join(),
          ]),
        ),
      );
    expect(flat(az)).toEqual(flat(en));
    expect(flat(ru)).toEqual(flat(en));
    expect(Object.keys(en.locks).sort()).toEqual([...LOCKS].sort());
  });
});
