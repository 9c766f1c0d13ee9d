import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { placeName, placesByAuthority, squareAt } from '../../../../contract/domain/place.ts';
import { checkAnswers, visibleQuestions } from '../../../../contract/domain/service-form.ts';
import { mapPackSchema } from '../../../../contract/map-pack.ts';
import { readAuthorities, readMaps, readService } from '../../../support/packs/read-pack.ts';

const maps = readMaps();
const [masalli] = maps;
if (masalli === undefined) throw new Error('there is no map');
const parse = (change: object) => v.safeParse(mapPackSchema, { ...masalli, ...change });

describe('a drawn map', () => {
  test('is there for the two pilot districts', () => {
    expect(maps.map(({ authorityId }) => authorityId).toSorted()).toEqual(['az-mas', 'az-qba']);
    const known = new Set(readAuthorities().authorities.map(({ id }) => id));
    expect(maps.every(({ authorityId }) => known.has(authorityId))).toBe(true);
  });

  test.each([
    [
      'a settlement beside the sheet',
      { settlements: [{ ...masalli.settlements[0], at: [1999, 10] }] },
    ],
    [
      'the same settlement twice',
      { settlements: [masalli.settlements[0], masalli.settlements[0]] },
    ],
    ['markup in place of points', { outline: '<script>' }],
    [
      'a line of ten thousand points',
      { roads: [{ kind: 'main', line: Array.from({ length: 10_000 }, () => [1, 1]) }] },
    ],
    ['squares too small to touch', { squares: { columns: 40, rows: 30 } }],
    [
      'a point that is no number',
      {
        outline: [
          [1, 2],
          [3, 4],
          [Number.NaN, 5],
        ],
      },
    ],
  ])('with %s is refused', (_, change) => {
    expect(parse(change).success).toBe(false);
  });

  test('names settlements in the language and squares by letter and number', () => {
    expect(placeName(maps, 'az-mas/masalli', 'ru')).toBe('Масаллы');
    expect(placeName(maps, 'az-mas/B3', 'en')).toBe('B3');
    expect(placeName(maps, 'az-mas/Z99', 'en')).toBeUndefined();
    expect(placeName(maps, 'az-bak/B3', 'en')).toBeUndefined();
  });

  test('puts points on its edge into the last square', () => {
    expect(squareAt(masalli, [0, 0])).toBe('A1');
    expect(squareAt(masalli, [masalli.size.width, masalli.size.height])).toBe('H6');
  });
});

describe('a place in a form', () => {
  const service = readService('appeal-complaint');
  const context = {
    today: '2026-11-23',
    authorityIds: new Set(['az-mas', 'az-qba', 'az-abs']),
    places: placesByAuthority(maps),
  };
  const asked = (authority: string) =>
    visibleQuestions(service, { authority }, context).some(({ kind }) => kind === 'place');
  const problems = (place: string) => {
    const checked = checkAnswers(service, { authority: 'az-mas', place }, context);
    return checked.ok ? [] : checked.problems.filter(({ field }) => field === 'place');
  };

  test('is asked for where there is a map, and nowhere else', () => {
    expect(asked('az-mas')).toBe(true);
    expect(asked('az-abs')).toBe(false);
  });

  test('must lie in the district that was chosen', () => {
    expect(problems('az-mas/masalli')).toEqual([]);
    expect(problems('')).toEqual([]);
    expect(problems('az-qba/quba')).toEqual([{ field: 'place', rule: 'choose_place' }]);
    expect(problems('az-mas/nowhere')).toEqual([{ field: 'place', rule: 'choose_place' }]);
  });
});
