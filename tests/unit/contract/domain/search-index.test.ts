import { describe, expect, it } from 'vitest';
import { createSearchIndex, isOneSlipAway } from '../../../../contract/domain/search-index.ts';
import { soundOf } from '../../../../contract/domain/search-sound.ts';
import type { SearchDocument } from '../../../../contract/search.ts';

const document = (
  id: string,
  [az, ru, en]: readonly [string, string, string],
  body: readonly [string, string, string] = ['', '', ''],
): SearchDocument => ({
  kind: 'page',
  id,
  title: { az, ru, en },
  summary: { az: 'x', ru: 'x', en: 'x' },
  body: [{ az: body[0], ru: body[1], en: body[2] }],
});

const index = createSearchIndex([
  document('housing', ['Mənzil növbəsi', 'Очередь на жильё', 'Housing queue']),
  document('appeal', ['Şikayət və ərizə', 'Жалоба и заявление', 'Complaint and application']),
  document('guba', ['Quba rayonu', 'Губинский район', 'Guba district']),
  document('khachmaz', ['Xaçmaz rayonu', 'Хачмазский район', 'Khachmaz district']),
  document(
    'about',
    ['Köşk haqqında', 'О киоске', 'About the kiosk'],
    ['mənzil sözü burada da var', 'жильё', 'housing is mentioned here'],
  ),
]);
const found = (text: string): readonly string[] => index.find(text, 10).map(({ id }) => id);

describe('searching', () => {
  it.each([
    ['mənzil', 'housing'],
    ['menzil', 'housing'],
    ['MƏNZİL', 'housing'],
    ['manzil', 'housing'],
    ['sikayet', 'appeal'],
    ['shikayet', 'appeal'],
    ['жалоба', 'appeal'],
    ['jaloba', 'appeal'],
    ['zayavlenie', 'appeal'],
    ['заявл', 'appeal'],
    ['complaint', 'appeal'],
    ['complaimt', 'appeal'],
    ['comlpaint', 'appeal'],
    ['complant', 'appeal'],
    ['quba', 'guba'],
    ['куба', 'guba'],
    ['губа', 'guba'],
    ['xacmaz', 'khachmaz'],
    ['хачмаз', 'khachmaz'],
    ['hous', 'housing'],
  ])('for %s finds %s first', (typed, id) => {
    expect(found(typed)[0]).toBe(id);
  });

  it('puts a title before a text that only mentions the word', () => {
    expect(found('mənzil')).toEqual(['housing', 'about']);
  });

  it('wants all words, or nearly all', () => {
    expect(found('quba rayonu')[0]).toBe('guba');
    expect(found('mənzil növbəsi')[0]).toBe('housing');
    expect(found('zzz qqqq mənzil')).toEqual([]);
  });

  it('finds nothing for nothing, for signs alone, and for what is not there', () => {
    for (const typed of ['', '   ', '?!', 'zzzzzz']) expect(found(typed)).toEqual([]);
  });

  it('answers a long and hostile text at once', () => {
    const start = performance.now();
    found('a'.repeat(80));
    found('()[]*+?.^$|\\ '.repeat(6));
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('the sound of a word', () => {
  it.each([
    ['Şəki', 'sheki'],
    ['Масаллы', 'Masallı'],
    ['Щ', 'ş'],
    ['Гянджа', 'Gianja'],
    ['Ağdam', 'Aghdam'],
    ['QAX', 'gakh'],
  ])('is the same for %s and %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });
});

describe('one slip of the hand', () => {
  it.each([
    ['masalli', 'masalli', true],
    ['mesalli', 'masalli', true],
    ['msalli', 'masalli', true],
    ['massalli', 'masalli', true],
    ['amsalli', 'masalli', true],
    ['mesallu', 'masalli', false],
    ['complai', 'complaint', true],
    ['comolai', 'complaint', true],
    ['kart', 'karabag', false],
  ])('%s for %s: %s', (asked, word, is) => {
    expect(isOneSlipAway(asked, word)).toBe(is);
  });
});
