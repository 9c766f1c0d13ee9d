import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reviewPack } from '../../../contract/domain/pack-review.ts';

const read = (path: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../../../resources/packs/${path}`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

const context = { today: '2026-01-15', authorityIds: new Set(['az-mas']) };
const page = read('information/fin-code.json');
const calendar = read('participation-calendar.json');
const events = calendar['events'] as readonly Record<string, unknown>[];
const findings = (pack: unknown) =>
  reviewPack(pack, context).map(({ level, path, reason }) => `${level} ${path}: ${reason}`);

describe('a page', () => {
  it('that is as it should be has no findings', () => {
    expect(findings(page)).toEqual([]);
  });

  it.each([
    ['a missing language', { title: { az: 'A', en: 'A' } }, /title\.ru: the text is missing in ru/],
    ['an address that is not safe', { link: 'http://example.az' }, /error link/],
    ['a script as address', { link: 'javascript:alert(1)' }, /error link/],
    ['an unknown topic', { topic: 'sport' }, /error topic/],
    ['the topic of news', { topic: 'news' }, /only news/],
    ['itself among the related', { related: [{ kind: 'page', id: 'fin-code' }] }, /to itself/],
    ['an empty body', { body: [] }, /error body/],
    ['markup of its own', { body: [{ kind: 'html', text: page['title'] }] }, /error body/],
    [
      'a text that fits no screen',
      { body: [{ kind: 'text', text: { az: 'ş'.repeat(700), ru: 'ж', en: 'x' } }] },
      /700 characters/,
    ],
  ])('with %s is refused', (_, change, reason) => {
    expect(findings({ ...page, ...change }).join('\n')).toMatch(reason);
  });
});

describe('the calendar', () => {
  const first = events[0];
  const withFirst = (change: object) => ({ ...calendar, events: [{ ...first, ...change }] });

  it.each([
    ['an authority that is not there', withFirst({ authorityId: 'az-none' }), /no such authority/],
    ['an end before the beginning', withFirst({ to: '2020-01-01' }), /ends before it begins/],
    ['a day that does not exist', withFirst({ from: '2026-13-40' }), /error events\.0\.from/],
    ['the same event twice', { ...calendar, events: [first, first] }, /the same id twice/],
  ])('with %s is refused', (_, pack, reason) => {
    expect(findings(pack).join('\n')).toMatch(reason);
  });
});
