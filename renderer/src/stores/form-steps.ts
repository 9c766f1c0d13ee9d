import type { Question } from '../../../contract/packs.ts';

/** Where a form goes next: to a question by its field, or to the list of all answers. */
export type Step =
  | { readonly kind: 'question'; readonly field: string }
  | { readonly kind: 'check' };

const toStep = (question: Question | undefined): Step =>
  question === undefined ? { kind: 'check' } : { kind: 'question', field: question.field };

/** The question after `field`; the check page after the last. */
export const stepAfter = (visible: readonly Question[], field: string): Step =>
  toStep(visible[visible.findIndex((question) => question.field === field) + 1]);

/** The question before `field`, or undefined at the first. */
export const fieldBefore = (visible: readonly Question[], field: string): string | undefined =>
  visible[visible.findIndex((question) => question.field === field) - 1]?.field;

/** While reviewing: the first question that was never dealt with (an answer made it appear), else the check page. */
export const stepInReview = (visible: readonly Question[], passed: ReadonlySet<string>): Step =>
  toStep(visible.find((question) => !passed.has(question.field)));
