import { expect, it } from 'vitest';
import deskWords from '../../../portal/desk/i18n/en/kiosks.json' with { type: 'json' };
import staffWords from '../../../renderer/src/i18n/en/staff.json' with { type: 'json' };
import stripWords from '../../../renderer/src/i18n/en/strips.json' with { type: 'json' };
import { readText } from '../../support/architecture/source-files.ts';

const GUIDE = readText('docs/operate.md').split('## When something is wrong')[1] ?? '';
const firstWords = (sentence: string): string => sentence.split(/[:.,“]/)[0] ?? '';

it('explains every alarm of the kiosk by the words that staff read', () => {
  const headings = Object.values(staffWords.worries).map(({ heading }) => heading);
  expect(headings.length).toBeGreaterThan(10);
  expect(headings.filter((heading) => !GUIDE.includes(`\n| "${heading}"`))).toEqual([]);
});

it('explains every alarm of the desk by its first words', () => {
  const sentences = Object.values(deskWords.alarm).map(firstWords);
  expect(sentences.filter((words) => !GUIDE.includes(`"${words}`))).toEqual([]);
});

it('quotes what citizens are told when something is wrong', () => {
  expect(GUIDE).toContain(stripWords.offline);
  expect(GUIDE).toContain(firstWords(stripWords.cannotSave));
});
