import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSearchIndex } from '../../../contract/domain/search-index.ts';
import type { Localized } from '../../../contract/languages.ts';
import type { SearchDocument } from '../../../contract/search.ts';
import { loadPacks } from '../../../electron/core/packs/load-packs.ts';
import { searchablePacks } from '../../../electron/core/packs/searchable-packs.ts';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';
import { median, timed } from '../voting/measure.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '50' },
  },
  allowPositionals: true,
});
const ROUNDS = Number(values.rounds);

/** As people type: whole, without marks, in another language, with a slip, and what is not there. */
const QUERIES = [
  'mənzil',
  'menzil',
  'жильё',
  'sikayet',
  'ad deyismek',
  'Masallı',
  'Масаллы',
  'shamkhir',
  'privacy',
  'muraciet qanunu',
  'tikinti icazesi',
  'строительство',
  'survey',
  'xyzzy',
];

/** Published topics and surveys beside the packs: each with its own words. */
const published = (count: number): readonly SearchDocument[] =>
  Array.from({ length: count }, (_, index) => {
    const say = (words: string): Localized => ({
      az: `${words} küçə ${index} təmir olunsun`,
      ru: `${words} улицу ${index} отремонтировать`,
      en: `${words} street ${index} should be repaired`,
    });
    return {
      kind: index % 2 === 0 ? ('topic' as const) : ('survey' as const),
      id: `published-${index}`,
      title: say('Park'),
      summary: say(`Dördyol ${index * 7} məktəb`),
    };
  });

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const folder = join(process.env['BENCH_ROOT'] ?? process.cwd(), 'resources', 'packs');
const bundled = searchablePacks(await loadPacks(createNodeFiles(), folder, silent));

for (const extra of [0, 1_000, 10_000]) {
  const documents = [...bundled, ...published(extra)];
  const { value: index, ms: build } = await timed(() => createSearchIndex(documents));
  for (const text of QUERIES) index.find(text, 20);
  const finds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const text of QUERIES) finds.push((await timed(() => index.find(text, 20))).ms);
  const sorted = finds.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? NaN;
  const line = {
    bench: 'search',
    documents: documents.length,
    build_ms: build,
    find_ms: median(finds),
    find_p99_ms: p99,
  };
  process.stdout.write(
    values.json
      ? `${JSON.stringify(line)}\n`
      : `${documents.length} documents: index made in ${build.toFixed(0)} ms, found in ${line.find_ms.toFixed(2)} ms (median), ${p99.toFixed(2)} ms (99 %)\n`,
  );
}
