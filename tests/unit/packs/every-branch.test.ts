import { describe, expect, test } from 'vitest';
import { checkAnswers, type FormContext } from '../../../contract/domain/service-form.ts';
import { placesByAuthority } from '../../../contract/domain/place.ts';
import {
  readAuthorities,
  readMaps,
  readService,
  serviceIds,
} from '../../support/packs/read-pack.ts';
import { walkForm } from '../../support/packs/walk-form.ts';

const context: FormContext = {
  today: '2026-11-23',
  authorityIds: new Set(readAuthorities().authorities.map(({ id }) => id)),
  places: placesByAuthority(readMaps()),
};
/** A form with more ways than this is no longer walked whole, and no longer understood by people either. */
const MOST_WALKS = 5_000;

describe.each(serviceIds())('%s', (id) => {
  const pack = readService(id);
  const walks = [...walkForm(pack, context)];

  test('has ways that can all be walked', () => {
    expect(walks.length).toBeLessThanOrEqual(MOST_WALKS);
    expect(walks.some(({ stop }) => stop === undefined)).toBe(true);
  });

  test('asks every question and reaches every stop on some way', () => {
    const asked = new Set(walks.flatMap(({ asked }) => asked.map(({ field }) => field)));
    expect(pack.questions.map(({ field }) => field).filter((field) => !asked.has(field))).toEqual(
      [],
    );
    const stops = new Set(walks.map(({ stop }) => stop?.title.en));
    const explained = pack.questions.flatMap(({ stops }) => stops.map(({ title }) => title.en));
    expect(explained.filter((title) => !stops.has(title))).toEqual([]);
  });

  test('ends each way with an explanation or with an application that is taken', () => {
    for (const { answers, stop } of walks) {
      const checked = checkAnswers(pack, answers, context);
      if (stop === undefined) expect(checked, JSON.stringify(answers)).toMatchObject({ ok: true });
      else expect(checked, JSON.stringify(answers)).toMatchObject({ ok: false });
    }
  });

  test('takes an application in which everything optional was left empty', () => {
    const optional = pack.questions.filter((question) => question.optional);
    const empty = Object.fromEntries(optional.map(({ field }) => [field, '']));
    const complete = walks.find(({ stop }) => stop === undefined)?.answers;
    expect(checkAnswers(pack, { ...complete, ...empty }, context)).toMatchObject({ ok: true });
  });

  test('asks nobody more than 25 questions', () => {
    expect(Math.max(...walks.map(({ asked }) => asked.length))).toBeLessThanOrEqual(25);
  });
});
