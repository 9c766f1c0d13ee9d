import { describe, expect, test } from 'vitest';
import { said, saidAfter } from '../../support/packs/review-in-words.ts';
import { choice, smallService, text, type RawQuestion } from '../../support/packs/small-service.ts';

const date = (more: RawQuestion = {}) => ({
  field: 'born',
  kind: 'date',
  date: 'past',
  title: text('Title born'),
  label: text('Label born'),
  ...more,
});
test('a sound service passes without a word', () => {
  expect(said(smallService())).toEqual([]);
});

describe('what a person cannot read', () => {
  test('a text that is missing or blank in one language', () => {
    expect(
      saidAfter(({ questions }) => delete (questions[0]!['title'] as RawQuestion)['ru']),
    ).toContain('error at questions.0.title.ru: the text is missing in ru');
    expect(
      saidAfter(({ passport }) => Object.assign(passport, { summary: { ...text('x'), az: ' ' } })),
    ).toContain('error at passport.summary.az: the text is empty');
  });

  test('a field without a label', () => {
    expect(saidAfter(({ questions }) => delete questions[0]?.['label'])).toContain(
      'error at questions.0.label: the field has no label',
    );
  });

  test('a title that no screen can hold', () => {
    const title = { ...text('x'), en: 'word '.repeat(30).trim() };
    expect(said(smallService(choice('one', ['yes', 'no'], { title })))).toEqual([
      'error at questions.0.title.en: the text has 149 characters, 120 fit here',
    ]);
  });

  test('characters that turn or hide the text', () => {
    const label = { ...text('x'), en: 'safe\u202Eevas' };
    expect(said(smallService(choice('one', ['yes', 'no'], { label })))).toEqual([
      expect.stringContaining('questions.0.label.en: the text has characters that cannot be seen'),
    ]);
  });

  test('two options that read the same', () => {
    const options = ['yes', 'no'].map((value) => ({ value, label: text('Same') }));
    expect(said(smallService(choice('one', ['yes', 'no'], { options })))).toContain(
      'error at questions.0.options.1.label.az: two options read the same',
    );
  });

  test('warns of a text that was left in another language', () => {
    const title = { az: 'Necə var?', ru: 'Necə var?', en: 'How is it?' };
    const pack = smallService(choice('one', ['yes', 'no'], { title }));
    expect(said(pack)).toEqual([
      'warning at questions.0.title.ru: the same text as in az: is it translated?',
      'warning at questions.0.title.ru: the letters are not those of ru',
    ]);
  });
});

describe('what would mislead', () => {
  test('a service with another level of identity that does not speak of the counter', () => {
    expect(saidAfter((pack) => (pack.level = 'staff-seen'))).toEqual([
      'error at passport.counter: the level is staff-seen: say what is done at the counter',
    ]);
    const counter = { text: text('Counter'), provenance: { status: 'unverified' } };
    expect(
      saidAfter((pack) => {
        pack.level = 'staff-seen';
        pack.passport['counter'] = counter;
      }),
    ).toEqual([]);
  });

  test('a fact that is called verified without a source', () => {
    expect(saidAfter((pack) => (pack['provenance'] = { status: 'verified' }))).toEqual([
      'error at provenance: verified by what? name the source',
    ]);
  });

  test('a local executive’s service that does not ask which one decides', () => {
    expect(saidAfter((pack) => (pack['owner'] = 'local-executive'))).toEqual([
      expect.stringContaining('everybody must be asked which authority decides'),
    ]);
  });

  test('settings that the kind of question does not know', () => {
    expect(said(smallService(choice('one', ['yes', 'no'], { maxLength: 5 })))).toEqual([
      'error at questions.0.maxLength: a choice has no use for it',
    ]);
    expect(said(smallService(choice('one', ['yes', 'no'], { date: 'past' })))).toEqual([
      'error at questions.0.date: a choice has no use for it',
    ]);
  });

  test('an age of something that is no date, and one name for two values', () => {
    const derived = [{ name: 'age', from: 'one', rule: 'age-in-years' }];
    expect(saidAfter((pack) => (pack.derived = derived))).toEqual([
      'error at derived.0: derived age: an age needs a question of kind date',
    ]);
    const twice = [{ name: 'one', from: 'born', rule: 'age-in-years' }];
    expect(
      saidAfter((pack) => (pack.derived = twice), date(), choice('one', ['yes', 'no'])),
    ).toContain('error at derived.0: derived one: the name is used twice');
  });

  test('one paper listed twice', () => {
    const paper = { id: 'card', title: text('Card'), provenance: { status: 'unverified' } };
    expect(saidAfter(({ passport }) => (passport['papers'] = [paper, paper]))).toEqual([
      'error at passport.papers.1.id: the same id twice',
    ]);
  });
});
