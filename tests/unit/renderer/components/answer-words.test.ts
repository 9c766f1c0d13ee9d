import { describe, expect, it } from 'vitest';
import type { Answer, QuestionKind } from '../../../../contract/packs.ts';
import {
  answerInWords,
  maskedAnswer,
} from '../../../../renderer/src/components/answers/answer-words.ts';
import { someAuthorities } from '../../../support/renderer/fake-kiosk.ts';
import { nameChangeService } from '../../../support/renderer/name-change-service.ts';

const questionOf = (kind: QuestionKind) => {
  const found = nameChangeService.questions.find((question) => question.kind === kind);
  if (found === undefined) throw new Error(`no question of kind ${kind}`);
  return found;
};

describe('an answer in words', () => {
  it.each<[QuestionKind, Answer, string]>([
    ['choice', 'apart', 'Живём раздельно'],
    ['multi-choice', ['name', 'surname'], 'Имя, Фамилия'],
    ['authority', 'az-qba', 'Губинский район'],
    ['date', '2014-03-09', '9 марта 2014 г.'],
    ['phone', '+994501234567', '+994 50 123 45 67'],
    ['fin', '5QA1B0C', '5QA1B0C'],
    ['person-name', 'Əli', 'Əli'],
  ])('of kind %s', (kind, answer, words) => {
    expect(answerInWords(questionOf(kind), answer, someAuthorities, 'ru')).toBe(words);
  });
});

describe('a covered answer', () => {
  it.each<[QuestionKind, Answer, string]>([
    ['person-name', 'Məsmə-Xanım Qarayeva', 'M. X. Q.'],
    ['fin', '5QA1B0C', '5••••0C'],
    ['phone', '+994501234567', '+994 •• ••• •• 67'],
    ['date', '2014-03-09', '••••••'],
    ['long-text', 'because', '••••••'],
    ['multi-choice', ['name'], '••••••'],
  ])('of kind %s shows no more than it may', (kind, answer, words) => {
    expect(maskedAnswer(questionOf(kind), answer)).toBe(words);
  });
});
