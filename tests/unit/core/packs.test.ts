import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../../electron/core/packs/load-packs.ts';
import { createTestLog } from '../../support/core/create-test-core.ts';
import { createMemoryFiles } from '../../support/core/memory-files.ts';
import { PACKS_FOLDER, packFiles, TREE_SERVICE } from '../../support/core/test-packs.ts';

const load = async (files: Record<string, string>) => {
  const { log, lines } = createTestLog();
  const packs = await loadPacks(createMemoryFiles(files), PACKS_FOLDER, log);
  return { packs, ids: [...packs.services.keys()], lines };
};
const TREE = `${PACKS_FOLDER}/services/tree-felling.json`;

describe('content packs', () => {
  it('are loaded as they are', async () => {
    const { packs, ids, lines } = await load(packFiles());

    expect(ids).toEqual(['bench-repair', 'tree-felling']);
    expect(packs.services.get('tree-felling')).toEqual(TREE_SERVICE);
    expect(packs.authorities.map(({ id }) => id)).toEqual(['masalli', 'quba']);
    expect(lines).toEqual([]);
  });

  it.each([
    ['is not JSON', '{"pack":'],
    ['is empty', ''],
    ['is not text', '\ud800'],
    ['has a key that nobody knows', JSON.stringify({ ...TREE_SERVICE, script: 'x' })],
    ['lacks a language', JSON.stringify(TREE_SERVICE).replaceAll('"ru":', '"de":')],
    ['is too large', `"${'a'.repeat(5_000_001)}"`],
  ])('leave out one that %s, and the kiosk runs on with the others', async (_what, content) => {
    const { ids, lines } = await load({ ...packFiles(), [TREE]: content });

    expect(ids).toEqual(['bench-repair']);
    expect(lines).toMatchObject([
      { level: 'error', event: 'pack.left_out', details: { file: 'services/tree-felling.json' } },
    ]);
  });

  it('take the first of two with one id', async () => {
    const twin = JSON.stringify({ ...TREE_SERVICE, version: 9 });

    const { packs, lines } = await load({
      ...packFiles(),
      [`${PACKS_FOLDER}/services/zz-twin.json`]: twin,
    });

    expect(packs.services.get('tree-felling')?.version).toBe(TREE_SERVICE.version);
    expect(lines).toHaveLength(1);
  });

  it('may be missing altogether: the kiosk starts and offers nothing', async () => {
    const { packs, ids, lines } = await load({});

    expect(ids).toEqual([]);
    expect(packs.authorities).toEqual([]);
    expect(lines.map(({ event }) => event)).toEqual(Array(4).fill('pack.left_out'));
  });
});
