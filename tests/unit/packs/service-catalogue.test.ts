import { expect, test } from 'vitest';
import { readService, serviceIds } from '../../support/packs/read-pack.ts';

const services = serviceIds()
  .map(readService)
  .filter(({ purpose }) => purpose === 'application');
const APPLICANT = ['applicantName', 'applicantFin', 'address', 'phone'];

test('offers thirteen services, nine of them of the local executive authorities', () => {
  expect(services).toHaveLength(13);
  expect(services.filter(({ owner }) => owner === 'local-executive')).toHaveLength(9);
});

test('asks for the applicant in the same words everywhere, so that one answer can serve all', () => {
  const asked = (id: string) =>
    readService(id)
      .questions.filter(({ field }) => APPLICANT.includes(field))
      .map(({ field, kind, title, hint, label, optional, personal, maxLength }) => ({
        ...{ field, kind, title, hint, label, optional, personal, maxLength },
      }));
  const model = asked('child-name-change');
  expect(model.map(({ field }) => field)).toEqual(APPLICANT);
  for (const { id } of services) expect(asked(id), id).toEqual(model);
});

test('marks what it asks of the person, so that it is asked once in a session', () => {
  const marks = { applicantName: 'name', applicantFin: 'fin', address: 'address', phone: 'phone' };
  for (const { id, questions } of services)
    for (const [field, person] of Object.entries(marks))
      expect(questions.find((question) => question.field === field)?.person, id).toBe(person);
});

test('hides what is typed about people until they tap Show', () => {
  const open = services.flatMap(({ id, questions }) =>
    questions
      .filter(({ kind, personal }) => ['fin', 'phone', 'person-name'].includes(kind) && !personal)
      .map(({ field }) => `${id}.${field}`),
  );
  expect(open).toEqual([]);
});

test('asks for the place first, as it decides who is responsible', () => {
  for (const { questions } of services)
    expect(questions[0]).toMatchObject({ field: 'authority', kind: 'authority' });
});

test('names another service in a stop by the title that it really has', () => {
  const titles = services.map(({ passport }) => passport.title);
  const quotes = { az: /“([^”]+)”/gu, ru: /«([^»]+)»/gu, en: /“([^”]+)”/gu };
  for (const { id, questions } of services)
    for (const { text } of questions.flatMap(({ stops }) => stops))
      for (const language of ['az', 'ru', 'en'] as const)
        for (const [, name] of text[language].matchAll(quotes[language]))
          expect(
            titles.map((title) => title[language]),
            `${id} ${language}`,
          ).toContain(name);
});
