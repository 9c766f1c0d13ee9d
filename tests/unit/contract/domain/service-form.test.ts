import { describe, expect, test } from 'vitest';
import {
  activeStop,
  checkAnswer,
  checkAnswers,
  visibleQuestions,
  type FormContext,
} from '../../../../contract/domain/service-form.ts';
import type { Answers } from '../../../../contract/packs.ts';
import { readAuthorities, readService } from '../../../support/packs/read-pack.ts';

const pack = readService('child-name-change');
const context: FormContext = {
  today: '2026-11-23',
  authorityIds: new Set(readAuthorities().authorities.map(({ id }) => id)),
};

const complete: Answers = {
  authority: 'az-mas',
  change: 'both',
  childName: 'Əli Vəli oğlu Məmmədov',
  childBirthDate: '2014-3-9',
  childFin: '5qa1b2c',
  newName: 'Elçin',
  newSurname: 'Qarayev',
  reason: 'Ailə adı',
  childConsent: 'yes',
  applicantRole: 'mother',
  applicantName: 'Nigar Qarayeva',
  applicantFin: '7AB12CD',
  parents: 'together',
  jointRequest: 'yes',
  otherParentName: 'Vəli Məmmədov',
  otherParentFin: '8AB12CD',
  address: 'Masallı, Nizami küçəsi 5',
  phone: '050 123 45 67',
};
const fields = (answers: Answers) =>
  visibleQuestions(pack, answers, context).map(({ field }) => field);
const question = (field: string) => {
  const found = pack.questions.find((candidate) => candidate.field === field);
  if (found === undefined) throw new Error(`no question ${field}`);
  return found;
};

describe('permission to change a child’s name', () => {
  test('takes a complete application in its read form', () => {
    const checked = checkAnswers(pack, complete, context);
    expect(checked).toMatchObject({
      ok: true,
      value: { childBirthDate: '2014-03-09', childFin: '5QA1B2C', phone: '+994501234567' },
    });
  });

  test('asks a child of ten for consent, and not a younger one', () => {
    expect(fields({ ...complete, childBirthDate: '2016-11-23' })).toContain('childConsent');
    expect(fields({ ...complete, childBirthDate: '2016-11-24' })).not.toContain('childConsent');
  });

  test('asks only for the names that are to change', () => {
    expect(fields({ ...complete, change: 'name' })).not.toContain('newSurname');
    expect(fields({ ...complete, change: 'surname' })).not.toContain('newName');
  });

  test('asks parents who live apart for the other’s view instead of a joint request', () => {
    const apart = fields({ ...complete, parents: 'apart', otherParentView: 'incapable' });
    expect(apart).toContain('otherParentView');
    expect(apart).not.toContain('jointRequest');
    expect(apart).not.toContain('otherParentFin');
    expect(fields({ ...complete, parents: 'one' })).not.toContain('otherParentName');
  });

  test.each([
    ['childBirthDate', '2008-11-23'],
    ['childConsent', 'no'],
    ['applicantRole', 'other'],
    ['jointRequest', 'no'],
  ])('ends with an explanation when %s is %s', (field, value) => {
    const answers = { ...complete, [field]: value };
    expect(activeStop(pack, question(field), answers, context)?.title.az).toBeTruthy();
    expect(checkAnswers(pack, answers, context)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ field, rule: 'stopped' }]) as unknown,
    });
  });

  test('drops answers to questions that are no longer asked', () => {
    const checked = checkAnswers(pack, { ...complete, parents: 'one' }, context);
    expect(checked.ok && Object.keys(checked.value)).not.toContain('otherParentFin');
    expect(checked.ok && Object.keys(checked.value)).not.toContain('jointRequest');
  });

  test('refuses one FIN for two people, in either case', () => {
    const answers = { ...complete, applicantFin: '5QA1B2C' };
    expect(checkAnswers(pack, answers, context)).toEqual({
      ok: false,
      problems: [{ field: 'applicantFin', rule: 'same_as_other' }],
    });
  });

  test('names every question that is missing, at once', () => {
    const checked = checkAnswers(pack, {}, context);
    expect(!checked.ok && checked.problems.map(({ field }) => field)).toEqual(
      fields({}).filter((field) => field !== 'phone'),
    );
  });

  test('leaves out an optional answer that was not given and what the pack does not know', () => {
    const checked = checkAnswers(pack, { ...complete, phone: ' ', isAdmin: 'yes' }, context);
    expect(checked.ok && Object.keys(checked.value)).not.toContain('phone');
    expect(checked.ok && Object.keys(checked.value)).not.toContain('isAdmin');
  });
});

describe('single answers', () => {
  test('a letter O in a FIN is offered as a zero', () => {
    expect(checkAnswer(question('childFin'), '5OA1B2C', {}, context)).toEqual({
      ok: false,
      rule: 'fin_look_alike',
      suggestion: '50A1B2C',
    });
  });

  test('HTML, markup and formulas in a text are kept as plain characters', () => {
    const text = '<img onerror=alert(1)> {{x}} =1+1';
    expect(checkAnswer(question('address'), text, {}, context)).toEqual({ ok: true, value: text });
  });

  test('a list where one value belongs, an unknown option and an unknown authority are refused', () => {
    const one = { ok: false, rule: 'choose_one' };
    expect(checkAnswer(question('change'), ['name'], {}, context)).toEqual(one);
    expect(checkAnswer(question('change'), 'constructor', {}, context)).toEqual(one);
    expect(checkAnswer(question('authority'), 'az-zzz', {}, context)).toEqual(one);
  });

  test('counts characters as people do', () => {
    expect(checkAnswer(question('reason'), '𝒜'.repeat(1000), {}, context).ok).toBe(true);
    expect(checkAnswer(question('reason'), 'ə'.repeat(1001), {}, context)).toEqual({
      ok: false,
      rule: 'text_long',
    });
  });
});
