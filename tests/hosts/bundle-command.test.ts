import { mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runBundleCommand } from '../../electron/hosts/bundle/bundle-command.ts';
import { KIOSK_FILE } from '../support/hosts/kiosk-file.ts';

const world = { readText: (path: string) => readFile(path, 'utf8'), today: () => '2026-11-25' };
const run = (...argv: string[]) => runBundleCommand(argv, world);

it('makes, signs and applies a bundle, which two people must have signed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bundle-command-'));
  const at = (name: string): string => join(root, name);
  await mkdir(at('packs'));
  await writeFile(at('packs/calendar.json'), '{}');
  const keys = [];
  for (const name of ['a.pem', 'b.pem']) keys.push((await run('key', '--out', at(name))).text);
  expect((await stat(at('a.pem'))).mode & 0o777).toBe(0o600);
  await writeFile(at('kiosk.json'), JSON.stringify({ ...KIOSK_FILE, updates: { keys } }));

  const bundle = at('packs.asan-bundle');
  const what = ['--kind', 'packs', '--version', '1.0.0'];
  expect(await run('make', '--folder', at('packs'), '--out', bundle, ...what)).toMatchObject({
    code: 0,
  });
  const applying = ['--bundle', bundle, '--config', at('kiosk.json'), '--data', at('data')];
  const apply = () => run('apply', ...applying, '--kind', 'packs');

  await run('sign', '--bundle', bundle, '--key', at('a.pem'));
  expect(await apply()).toEqual({
    code: 1,
    text: 'refused: fewer than two of the known keys have signed it',
  });
  await run('sign', '--bundle', bundle, '--key', at('b.pem'));
  const installed = at('data/updates/packs/1.0.0');
  expect(await apply()).toEqual({ code: 0, text: installed });
  expect(await readFile(join(installed, 'calendar.json'), 'utf8')).toBe('{}');

  const floor = at('data/updates/packs/floor');
  await writeFile(floor, 'x');
  expect(await apply()).toMatchObject({ code: 1, text: expect.stringContaining(floor) as string });
});

it('says how it is used', async () => {
  expect(await run('frobnicate')).toMatchObject({ code: 2 });
  expect(await run('make', '--colour', 'red')).toMatchObject({ code: 2 });
  expect(await run('make', '--folder', 'a', '--out', 'b', '--kind', 'x')).toMatchObject({
    code: 2,
  });
});
