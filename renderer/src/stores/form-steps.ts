import { fieldsOfCondition } from '../../../contract/domain/condition.ts';
import type { Question, ServicePack } from '../../../contract/packs.ts';

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

/** What the answers to this question and to those after it decide: fields, and what is derived from them. */
const stillOpen = ({ questions, derived }: ServicePack, from: number): ReadonlySet<string> => {
  const fields = new Set(questions.slice(from).map(({ field }) => field));
  return new Set([
    ...fields,
    ...derived.filter((one) => fields.has(one.from)).map(({ name }) => name),
  ]);
};

/** Whether it is certain how many questions there are: no answer from here on adds or drops one. */
export const isCountCertain = (pack: ServicePack, field: string): boolean => {
  const here = pack.questions.findIndex((question) => question.field === field);
  const open = stillOpen(pack, here);
  const authority = pack.questions.find(({ kind }) => kind === 'authority')?.field ?? '';
  return pack.questions
    .slice(here + 1)
    .every(
      ({ showIf, kind }) =>
        !fieldsOfCondition(showIf).some((name) => open.has(name)) &&
        !(kind === 'place' && open.has(authority)),
    );
};
