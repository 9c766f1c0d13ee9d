import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentView } from '../../../contract/content-views.ts';
import { createAudit } from '../../../electron/core/audit.ts';
import { createContentMethods } from '../../../electron/core/features/content/content-methods.ts';
import { openContent } from '../../../electron/core/packs/open-content.ts';
import { publicKeyText } from '../../../electron/core/updates/bundle-keys.ts';
import { makeBundle, signBundle } from '../../../electron/hosts/bundle/make-bundle.ts';
import { createNodeBundles } from '../../../electron/node-ports/bundles/node-bundles.ts';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';
import { createTestLog } from '../../support/core/create-test-core.ts';
import { createMemoryStore, type MemoryStore } from '../../support/core/memory-store.ts';

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const [anna, babek] = [newKey(), newKey()];
const trust = { channel: 'stable', keys: [anna, babek].map(publicKeyText) } as const;
const PACKS = new URL('../../../resources/packs/', import.meta.url).pathname;

let root: string;
let edited: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'content-test-'));
  edited = join(root, 'edited');
  await cp(PACKS, edited, { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

let places = 0;
/** A kiosk's content on a real folder, with a stick; `start` is a start of the program. */
const place = async (store: MemoryStore = createMemoryStore(), stickFolder?: string) => {
  places += 1;
  const folder = join(root, `kiosk-${places}`);
  const stick = stickFolder ?? join(folder, 'stick');
  await mkdir(stick, { recursive: true });
  const files = createNodeFiles();
  const bundles = createNodeBundles();
  const { log } = createTestLog();
  const installedFolder = join(folder, 'updates', 'packs');
  const start = async () => {
    const content = await openContent({
      ...{ files, bundles, log, store, installedFolder },
      packsFolder: PACKS,
    });
    const audit = createAudit({ store, random: { bytes: randomBytes }, now: () => 1 });
    const methods = createContentMethods({
      content,
      store,
      audit,
      files,
      bundles,
      log,
      installedFolder,
      trust: { ...trust, keys: [...trust.keys] },
      stickFolder: stick,
    });
    const caller = {
      session: {},
      staff: { number: '301', name: 'T', role: 'technician' },
    } as never;
    return {
      content,
      view: async () => await methods['content.view']({}, caller),
      install: async () => await methods['content.install']({}, caller),
      rollBack: async () => await methods['content.rollBack']({}, caller),
    };
  };
  const bundle = async (version: string, from = edited, signers = [anna, babek]) => {
    const out = join(stick, `packs-${version}.asan-bundle`);
    await makeBundle({
      folder: from,
      out,
      about: { kind: 'packs', channel: 'stable', version, made: '2026-11-25' },
    });
    for (const key of signers) await signBundle(out, key);
    return out;
  };
  return { start, bundle, store, stick, installedFolder };
};
const code = (result: unknown): unknown => v.parse(v.object({ value: v.unknown() }), result).value;

describe('content packs', () => {
  test('are named by the titles that citizens read', async () => {
    const { start } = await place();
    const { value } = (await (await start()).view()) as { readonly value: ContentView };
    const named = (kind: string, id: string) =>
      value.packs.find((pack) => pack.kind === kind && pack.id === id)?.title?.ru;
    expect(named('information', 'fin-code')).toBe('Что такое ФИН и где он написан');
    expect(named('receptions', 'az-mas')).toBe('Масаллинский район');
    expect(named('service', 'child-name-change')).toContain('ребёнка');
    expect(value.packs.find(({ kind }) => kind === 'calendar')?.id).toMatch(/^\d{4}–\d{4}$/u);
  });

  test('come with the program, whole', async () => {
    const kiosk = await (await place()).start();
    expect(code(await kiosk.view())).toMatchObject({ leftOut: [] });
    expect(kiosk.content.version).toBeUndefined();
  });

  test('are taken from a stick, used from the next start, and can be taken back', async () => {
    const { start, bundle, store } = await place();
    await bundle('1.0.0');
    const first = await start();
    expect(code(await first.install())).toEqual({ taken: true, version: '1.0.0' });
    expect(code(await first.view())).toMatchObject({ next: '1.0.0', before: null });
    const second = await start();
    expect(second.content.version).toBe('1.0.0');
    expect(code(await second.rollBack())).toMatchObject({ next: null });
    expect((await start()).content.version).toBeUndefined();
    expect([...store.data.audit.entries()].map(([, { act }]) => act)).toEqual([
      'content_installed',
      'content_rolled_back',
    ]);
  });

  test('signed by one person only, or older than before, are refused', async () => {
    const { start, bundle } = await place();
    const kiosk = await start();
    const one = await bundle('2.0.0', edited, [anna]);
    expect(code(await kiosk.install())).toEqual({ taken: false, fault: 'not_trusted' });
    await rm(one);
    const two = await bundle('2.0.0');
    expect(code(await kiosk.install())).toMatchObject({ taken: true });
    await rm(two);
    await bundle('1.9.0');
    expect(code(await kiosk.install())).toEqual({ taken: false, fault: 'older' });
  });

  test.each<[string, (floor: string) => Promise<void>]>([
    ['is damaged', (floor) => writeFile(floor, '2.0.')],
    ['is empty', (floor) => writeFile(floor, '')],
    [
      'cannot be read',
      (floor) =>
        rm(floor)
          .then(() => mkdir(floor))
          .then(() => undefined),
    ],
  ])('are refused while the record of the newest version %s', async (_, spoil) => {
    const { start, bundle, installedFolder } = await place();
    const kiosk = await start();
    await rm(await bundle('2.0.0').then((path) => kiosk.install().then(() => path)));
    await spoil(join(installedFolder, 'floor'));
    await bundle('1.9.0');
    expect(await kiosk.install()).toMatchObject({ ok: false, error: { code: 'storage_failed' } });
    expect((await start()).content.version).toBe('2.0.0');
  });

  test('come from the program when the folder of the installed ones cannot be read', async () => {
    const { start, installedFolder } = await place();
    await mkdir(dirname(installedFolder), { recursive: true });
    await writeFile(installedFolder, 'no folder');
    expect((await start()).content.version).toBeUndefined();
  });

  test('are not there when the stick cannot be read', async () => {
    const { start, stick } = await place();
    const kiosk = await start();
    await rm(stick, { recursive: true });
    await writeFile(stick, 'no folder');
    expect(await kiosk.install()).toMatchObject({ ok: false, error: { code: 'no_medium' } });
  });

  test('of the highest version are taken, whatever the files are called and what else lies there', async () => {
    const { start, bundle, stick } = await place();
    const kiosk = await start();
    await bundle('1.9.0');
    await bundle('1.10.0');
    await rename(await bundle('1.2.0'), join(stick, 'z-new.asan-bundle'));
    await bundle('9.0.0', edited, [anna]);
    await writeFile(join(stick, 'zz.asan-bundle'), 'no bundle');
    await mkdir(join(stick, 'zzz.asan-bundle'));
    expect(code(await kiosk.install())).toEqual({ taken: true, version: '1.10.0' });
  });

  test('are found among 100,000 other files, without a wait', async () => {
    // In memory where there is such a place: a disk takes ten seconds for so many names.
    const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
    const stick = await mkdtemp(join(memory, 'stick-'));
    const { start, bundle } = await place(createMemoryStore(), stick);
    const kiosk = await start();
    execFileSync('sh', ['-c', 'seq -f %.0f.jpg 100000 | xargs touch'], { cwd: stick });
    await bundle('1.0.0');
    const started = performance.now();
    expect(code(await kiosk.install())).toEqual({ taken: true, version: '1.0.0' });
    expect(performance.now() - started).toBeLessThan(10_000);
    execFileSync('rm', ['-rf', stick]);
  }, 60_000);

  test('that are signed but cannot be read are refused, and what works goes on', async () => {
    const { start, bundle } = await place();
    const broken = join(root, 'broken');
    await cp(PACKS, broken, { recursive: true });
    await writeFile(join(broken, 'services', 'broken.json'), '{"id":"broken"}');
    await bundle('3.0.0', broken);
    const kiosk = await start();
    expect(code(await kiosk.install())).toEqual({ taken: false, fault: 'bad_packs' });
    expect((await start()).content.version).toBeUndefined();
  });

  test('damaged on the disk afterwards are passed over at the start', async () => {
    const { start, bundle } = await place();
    await bundle('1.0.0');
    await (await start()).install();
    const installed = join(root, `kiosk-${places}`, 'updates/packs/1.0.0/authorities.json');
    expect((await readFile(installed)).length).toBeGreaterThan(0);
    await writeFile(installed, '{');
    expect((await start()).content.version).toBeUndefined();
  });
});
