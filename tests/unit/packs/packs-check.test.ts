import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rawReceptions, rawService } from '../../support/packs/read-pack.ts';
import { smallService } from '../../support/packs/small-service.ts';

const script = fileURLToPath(new URL('../../../scripts/packs-check.mjs', import.meta.url));
const PACKS = fileURLToPath(new URL('../../../resources/packs', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown): string => {
  writeFileSync(
    join(folder, name),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return name;
};

const check = (...files: string[]) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = execFile(process.execPath, [script, ...files], { cwd: folder }, (_, out, err) =>
      resolve({ code: child.exitCode, said: out + err }),
    );
  });

test('takes all bundled packs, without a warning', async () => {
  const { code, said } = await check();
  const bundled = readdirSync(PACKS, { recursive: true }).filter((name) =>
    /\.json$/u.test(String(name)),
  );
  expect(said).toBe(`${bundled.length} packs checked, 0 refused (0 errors, 0 warnings)\n`);
  expect(code).toBe(0);
});

test('takes a new service and an updated copy of a bundled one, wherever the file lies', async () => {
  const files = [
    write('small-service.json', smallService()),
    write('commissioning.json', rawService('commissioning')),
  ];
  expect(await check(...files)).toEqual({
    code: 0,
    said: '2 packs checked, 0 refused (0 errors, 0 warnings)\n',
  });
});

test('refuses a bad file with its name, the place and the reason, and still checks the others', async () => {
  const bad = smallService();
  delete (bad.passport['title'] as Record<string, unknown>)['ru'];
  const { code, said } = await check(
    write('small-service.json', bad),
    write('commissioning.json', rawService('commissioning')),
  );
  expect(said).toContain(
    'error   small-service.json at passport.title.ru: the text is missing in ru',
  );
  expect(said).toContain('2 packs checked, 1 refused');
  expect(code).toBe(1);
});

test('says in which line a file stops being JSON', async () => {
  const { code, said } = await check(
    write('torn.json', '{\n "pack": "service",\n "id": oops\n}'),
    write('cut.json', '{\n "pack": "service",\n "id"'),
    write('empty.json', ''),
  );
  expect(said).toMatch(/torn\.json at line 3, column 8: from here on/u);
  expect(said).toMatch(/cut\.json at line 3, column 6: from here on/u);
  expect(said).toMatch(/empty\.json at line 1, column 1: from here on/u);
  expect(code).toBe(1);
});

test('refuses one id in two files, and a file that is not called by its id', async () => {
  const pack = smallService();
  const { code, said } = await check(write('small-service.json', pack), write('other.json', pack));
  expect(said).toContain('small-service.json at id: the same id as other.json');
  expect(said).toContain('must be called small-service.json');
  expect(code).toBe(1);
});

test('refuses a file that is not there and one of many megabytes unread', async () => {
  const { code, said } = await check('nowhere.json', write('huge.json', ' '.repeat(1_000_001)));
  expect(said).toContain('nowhere.json: there is no such file');
  expect(said).toContain('huge.json: the file has 1000001 bytes');
  expect(code).toBe(1);
});

test('refuses a reception on a day off, and one about a topic or at a place that there is not', async () => {
  const pack = rawReceptions('az-mas');
  const [first] = pack.officials;
  const inAWeek = { from: '10:00', to: '11:00', minutes: 20 };
  const { code, said } = await check(
    write('az-mas.json', {
      ...pack,
      officials: [
        { ...first, hours: [{ every: 'once', date: '2026-12-12', place: 'hall', ...inAWeek }] },
      ],
    }),
    write('az-qba.json', {
      ...rawReceptions('az-qba'),
      officials: [
        {
          ...first,
          topics: ['stars'],
          hours: [{ every: 'week', weekday: 2, place: 'moon', ...inAWeek }],
        },
      ],
    }),
  );
  expect(said).toContain('this is not a working day');
  expect(said).toContain('there is no topic "stars"');
  expect(said).toContain('there is no place "moon"');
  expect(said).toContain('the id of an official begins with "az-qba-"');
  expect(code).toBe(1);
});
