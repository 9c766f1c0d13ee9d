import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { isEmptyAnswer } from '../../../contract/domain/answer-rules.ts';
import { placesByAuthority } from '../../../contract/domain/place.ts';
import {
  activeStop,
  checkAnswer,
  visibleQuestions,
  type AnswerCheck,
} from '../../../contract/domain/service-form.ts';
import type { Answer, Answers, Question } from '../../../contract/packs.ts';
import type { PersonView } from '../../../contract/person.ts';
import type { DraftView, ServiceView } from '../../../contract/views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';
import { stepAfter, stepInReview, type Step } from './form-steps.ts';

type Refusal = Extract<AnswerCheck, { ok: false }>;
export type Outcome =
  | Step
  | { readonly kind: 'problem'; readonly problem: Refusal }
  | { readonly kind: 'stop' };

const OF_A_RECEPTION: readonly Question['kind'][] = [
  'official',
  'reception-topic',
  'reception-times',
];

/** The application that is being filled in: answers as typed, wrong ones too, until it is saved or wiped. */
export const useFormStore = defineStore('form', () => {
  const client = useKioskClient();
  const view = shallowRef<ServiceView>();
  const draft = shallowRef<DraftView>();
  const answers = ref<Answers>({});
  /** Fields whose question the person has dealt with, by an answer or by leaving an optional one empty. */
  const passed = ref(new Set<string>());
  /** True once the check page was reached: a changed answer leads back there. */
  const reviewing = ref(false);

  /** The authority from whose page a form was chosen: answered once it is begun. */
  const proposed = ref<{ readonly serviceId: string; readonly authorityId: string }>();

  const context = computed(() => ({
    today: view.value?.today ?? '',
    authorityIds: new Set(view.value?.authorities.map(({ id }) => id)),
    places: placesByAuthority(view.value?.maps ?? []),
    receptions: view.value?.receptions,
  }));
  const questions = computed<readonly Question[]>(() =>
    view.value === undefined
      ? []
      : visibleQuestions(view.value.service, answers.value, context.value),
  );
  /** What was answered to the question of a kind that a form asks once; undefined where it does not. */
  const answerTo = (wanted: Question['kind']): Answer | undefined => {
    const asked = questions.value.find(({ kind }) => kind === wanted);
    return asked && answers.value[asked.field];
  };
  /** The drawn map of the authority that was answered. */
  const districtMap = computed(() => {
    const chosen = answerTo('authority');
    return view.value?.maps?.find(({ authorityId }) => authorityId === chosen);
  });
  const questionOf = (field: string): Question | undefined =>
    questions.value.find((question) => question.field === field);

  const load = async (serviceId: string): Promise<CallError | undefined> => {
    const answer = await client.call('services.get', { serviceId });
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    return undefined;
  };

  /** Begins an application for the loaded service, or goes on with the one that was begun. */
  const start = async (): Promise<CallError | undefined> => {
    const asked = view.value;
    const serviceId = asked?.service.id ?? '';
    if (draft.value?.serviceId === serviceId) {
      takeProposed();
      return undefined;
    }
    const answer = await client.call('applications.start', { serviceId });
    if (!answer.ok) return answer.error;
    if (view.value !== asked) return { code: 'session_over' };
    forget();
    draft.value = answer.value;
    answers.value = { ...answer.value.answers };
    takeProposed();
    return undefined;
  };

  const takeProposed = (): void => {
    const { serviceId, authorityId } = proposed.value ?? {};
    proposed.value = undefined;
    const question = view.value?.service.questions.find(({ kind }) => kind === 'authority');
    if (question === undefined || authorityId === undefined) return;
    if (serviceId !== draft.value?.serviceId) return;
    keep(question.field, authorityId);
    passed.value.add(question.field);
    saveDraft();
  };

  /** Goes on with an application that was put aside. */
  const takeUp = async (restored: DraftView): Promise<CallError | undefined> => {
    const failure = await load(restored.serviceId);
    if (failure !== undefined) return failure;
    forget();
    draft.value = restored;
    answers.value = { ...restored.answers };
    passed.value = new Set(Object.keys(restored.answers));
    return undefined;
  };

  /** Another authority or official: what was chosen of the one before fits no more, and is asked anew. */
  const dependsOn = (field: string): readonly string[] => {
    const all = view.value?.service.questions ?? [];
    const from = all.findIndex((question) => question.field === field);
    const kind = all[from]?.kind;
    if (kind !== 'authority' && kind !== 'official') return [];
    return all
      .slice(from + 1)
      .filter((one) => OF_A_RECEPTION.includes(one.kind))
      .map((one) => one.field);
  };

  const keep = (field: string, answer: Answer): void => {
    const gone = answers.value[field] === answer ? [] : dependsOn(field);
    const rest = Object.entries(answers.value).filter(([name]) => !gone.includes(name));
    for (const name of gone) passed.value.delete(name);
    answers.value = { ...Object.fromEntries(rest), [field]: answer };
  };

  /**
   * What a card says of the person goes into the questions that ask for it. A name that was typed
   * stays: the card's has no ə, ğ, ı, ö, ş, ü, ç.
   */
  const takePerson = (fields: PersonView['known']): void => {
    if (draft.value === undefined) return;
    for (const { field, kind, person } of view.value?.service.questions ?? []) {
      const value = person && fields[person];
      const typedName = kind === 'person-name' && !isEmptyAnswer(answers.value[field]);
      if (value !== undefined && !typedName) keep(field, value);
    }
    saveDraft();
  };

  /** Keeps a copy in the core's memory. The screen loses nothing when that fails, so it is not waited for. */
  const saveDraft = (): void => {
    if (draft.value === undefined) return;
    const { applicationId } = draft.value;
    void client.call('applications.saveDraft', { applicationId, answers: answers.value });
  };

  const stopAt = (question: Question): Question['stops'][number] | undefined =>
    view.value === undefined
      ? undefined
      : activeStop(view.value.service, question, answers.value, context.value);

  /** Continue was tapped: the only moment at which an answer is judged. */
  const accept = (question: Question): Outcome => {
    const { field } = question;
    const checked = checkAnswer(question, answers.value[field], answers.value, context.value);
    if (!checked.ok) return { kind: 'problem', problem: checked };
    saveDraft();
    if (stopAt(question) !== undefined) return { kind: 'stop' };
    passed.value.add(field);
    return reviewing.value
      ? stepInReview(questions.value, passed.value)
      : stepAfter(questions.value, field);
  };

  const forget = (): void => {
    draft.value = undefined;
    answers.value = {};
    passed.value = new Set();
    reviewing.value = false;
  };
  const reset = (): void => {
    forget();
    proposed.value = undefined;
    view.value = undefined;
  };

  return {
    view,
    draft,
    answers,
    passed,
    reviewing,
    proposed,
    context,
    questions,
    answerTo,
    districtMap,
    questionOf,
    load,
    start,
    takeUp,
    keep,
    takePerson,
    stopAt,
    accept,
    forget,
    reset,
  };
});
