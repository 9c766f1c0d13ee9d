import { describe, expect, it } from 'vitest';
import { readText, repositoryFiles } from '../../support/architecture/source-files.ts';

const FOLDER = 'docs/decisions/';
const records = repositoryFiles()
  .filter((path) => path.startsWith(FOLDER) && /\/\d{4}-[a-z0-9-]+\.md$/.test(path))
  .map((path) => ({ name: path.slice(FOLDER.length), text: readText(path) }));
const index = readText(`${FOLDER}README.md`);
const heading = ({ text }: { readonly text: string }): string => text.split('\n')[0] ?? '';

describe('the records of decisions', () => {
  it('are headed by their number', () => {
    const odd = records.filter(
      (record) => !heading(record).startsWith(`# ${Number(record.name.slice(0, 4))}. `),
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  it('say what was decided, why, and what it costs', () => {
    const parts = ['**Decided:**', '**Why:**', '**Costs:**'];
    const odd = records.filter(({ text }) => !parts.every((part) => text.includes(`\n${part}`)));
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  it('stand in the index with number, title and status', () => {
    const missing = records.filter((record) => {
      const [, number = '', title = ''] = /^# (\d+)\. (.*)$/.exec(heading(record)) ?? [];
      const row = index
        .split('\n')
        .find((line) => line.startsWith('|') && line.includes(`](${record.name})`));
      return !row?.includes(`[${title}]`) || !row.replaceAll(' ', '').startsWith(`|${number}|`);
    });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
