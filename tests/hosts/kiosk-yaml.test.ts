import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConfigFile } from '../../electron/hosts/check-config/check-config.ts';
import { parseKioskConfig, readKioskConfig } from '../../electron/hosts/kiosk-file.ts';

const GOOD = `# Hall 1
agencyName: { az: ASAN xidmət, ru: Служба АСАН, en: ASAN service }
centreName:
  az: Masallı mərkəzi
  ru: Центр Масаллы
  en: Masalli centre
authorityId: az-mas
callCentre: "108"
screen: { diagonal: 32, width: 1080, height: 1920, distance: 500, lowerEdge: 800 }
portal:
  url: https://portal.example
  keyThumbprint: ${'A'.repeat(43)}
`;
const PACKS = join(import.meta.dirname, '../../resources/packs');

const faultsOf = (text: string): string => {
  const read = parseKioskConfig(text, 'yaml');
  return read.ok ? '' : read.error.join('\n');
};
const written = async (text: string, name = 'kiosk.yaml'): Promise<string> => {
  const path = join(await mkdtemp(join(tmpdir(), 'kiosk-yaml-')), name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
};

describe('kiosk.yaml', () => {
  it('is read like the same file in JSON', async () => {
    expect(await readKioskConfig(await written(GOOD))).toMatchObject({
      ok: true,
      value: { callCentre: '108', timeZone: 'Asia/Baku', screen: { diagonal: 32 } },
    });
  });

  it.each([
    ['an unknown key', `${GOOD}idel: {}\n`, /line 13: idel: /],
    [
      'an unknown key inside',
      GOOD.replace('diagonal: 32', 'diagonal: 32, dpi: 96'),
      /line 9: screen\.dpi/,
    ],
    ['an http address', GOOD.replace('https://', 'http://'), /line 11: portal\.url: .*https/],
    ['a wrong type', GOOD.replace('diagonal: 32', 'diagonal: wide'), /line 9: screen\.diagonal/],
    ['a number for a text', GOOD.replace('"108"', '108'), /line 8: callCentre: .*in quotes: "108"/],
    ['a missing part', GOOD.replace('  en: Masalli centre\n', ''), /line 4: centreName\.en/],
    ['a key twice', `${GOOD}callCentre: "109"\n`, /line 13: .*unique/i],
    ['an alias', `${GOOD}idle: &a { warnAfter: 60 }\n`, /line 13: names for parts/],
    ['a tag', `${GOOD}idle: !!js/function 'x'\n`, /line 13: /],
    ['two documents', `${GOOD}---\na: 1\n`, /YAML/],
    ['a tab as indentation', GOOD.replace('  az: M', '\taz: M'), /line 4: /],
    ['a time zone that is none', `${GOOD}timeZone: Asia/Bakku\n`, /line 13: timeZone/],
    ['an hour that is none', `${GOOD}maintenance: { restartAt: "25:00" }\n`, /restartAt/],
    ['one update key only', `${GOOD}updates: { keys: [] }\n`, /updates\.keys/],
  ])('with %s is refused with the line', (_, text, words) => {
    expect(faultsOf(text)).toMatch(words);
  });

  it('that would grow without end is refused, and at once', () => {
    const levels = Array.from({ length: 30 }, (_, n) =>
      n === 0 ? 'l0: &l0 [x, x]' : `l${n}: &l${n} [*l${n - 1}, *l${n - 1}]`,
    );
    const started = performance.now();
    expect(faultsOf(levels.join('\n'))).toMatch(/names for parts/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('that is endless or bottomless is refused', () => {
    expect(faultsOf('a'.repeat(300_000))).toMatch(/too long/);
    expect(faultsOf('['.repeat(50_000))).not.toBe('');
  });
});

describe('the check of a configuration', () => {
  it('says what is right and what is doubtful, and ends with 0', async () => {
    const report = await checkConfigFile({ configFile: await written(GOOD), packsFolder: PACKS });
    expect(report.exitCode).toBe(0);
    expect(report.text).toMatch(/WARN {2}staff: nobody may sign in/);
    expect(report.text).toMatch(/pass {2}line 9: screen: targets of 2\d\.\d mm/);
    expect(report.text).toMatch(/\d+ right, \d+ to look at, 0 wrong\n$/);
  });

  it('ends with 2 for an authority that no pack knows, with its line', async () => {
    const configFile = await written(GOOD.replace('az-mas', 'az-nowhere'));
    const report = await checkConfigFile({ configFile, packsFolder: PACKS });
    expect(report.exitCode).toBe(2);
    expect(report.text).toMatch(/FAIL {2}line 7: authorityId: no authority az-nowhere/);
  });

  it('names every place that is wrong', async () => {
    const configFile = await written(`${GOOD.replace('https', 'http')}colour: red\n`);
    const report = await checkConfigFile({ configFile });
    expect(report).toMatchObject({ exitCode: 2 });
    expect(report.text).toMatch(/0 right, 0 to look at, 2 wrong/);
  });

  it('warns of a file that others may read', async () => {
    const configFile = await written(GOOD);
    await chmod(configFile, 0o644);
    expect((await checkConfigFile({ configFile })).text).toMatch(/WARN {2}the file is readable/);
  });

  it('reads JSON as well, and says of a missing file that it is missing', async () => {
    const configFile = await written('{ "authorityId": 1 }', 'kiosk.json');
    expect((await checkConfigFile({ configFile })).text).toMatch(/line 1: authorityId/);
    expect(await checkConfigFile({ configFile: '/nowhere/k.yaml' })).toMatchObject({ exitCode: 2 });
  });
});
