import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { parseFin } from '../../../contract/domain/fin.ts';
import type {
  SurveyAnswer,
  SurveyAnswers,
  SurveyQuestion,
} from '../../../contract/domain/survey.ts';
import { surveyAnswerFault, type SurveyRule } from '../../../contract/domain/survey-answers.ts';
import type { CoveredPerson } from '../../../contract/identity.ts';
import type { SurveyView } from '../../../contract/participation.ts';
import type { VoteReceipt } from '../../../contract/voting/views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

export interface IdentityFault {
  readonly field: 'fin' | 'documentNo';
  readonly rule: string;
  /** What was meant, where only look-alike characters are wrong. */
  readonly suggestion?: string;
}

/** Old cards have series AZE and 8 digits; new ones and children's two letters and 7 digits. */
const DOCUMENT = /^(?:AZE\d{8}|[A-Z]{2}\d{7})$/u;

/** The series of an old card stands in small print and is often left out. */
const readDocument = (typed: string): string => {
  const number = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–№]/gu, '');
  return /^\d{8}$/u.test(number) ? `AZE${number}` : number;
};

/** The ballot that is being filled in, and who votes; in memory until it is cast or the person leaves. */
export const useBallotStore = defineStore('ballot', () => {
  const client = useKioskClient();
  const survey = shallowRef<SurveyView>();
  const typed = ref({ fin: '', documentNo: '' });
  const identified = ref(false);
  /** The person signed in with the phone: the core knows who it is, nothing is typed. */
  const signedIn = ref(false);
  /** Whose card staff have seen, in a survey that asks for that: only this person votes, and types no FIN. */
  const shown = shallowRef<CoveredPerson>();
  const answers = ref<SurveyAnswers>({});
  const reviewing = ref(false);
  const receipt = shallowRef<VoteReceipt>();
  const casting = ref(false);

  const questions = computed<readonly SurveyQuestion[]>(
    () => survey.value?.content.questions ?? [],
  );
  const questionOf = (id: string): SurveyQuestion | undefined =>
    questions.value.find((question) => question.id === id);

  const forget = (): void => {
    answers.value = {};
    identified.value = false;
    signedIn.value = false;
    shown.value = undefined;
    reviewing.value = false;
    typed.value = { fin: '', documentNo: '' };
  };
  /** Opens a ballot; one of another survey that was begun is dropped. */
  const begin = (wanted: SurveyView): void => {
    if (survey.value?.surveyId !== wanted.surveyId) forget();
    survey.value = wanted;
    receipt.value = undefined;
  };

  const finFaults = (): IdentityFault[] => {
    if (shown.value !== undefined) return [];
    if (typed.value.fin.trim() === '') return [{ field: 'fin', rule: 'required' }];
    const fin = parseFin(typed.value.fin);
    if (fin.ok) return [];
    const { rule, suggestion } = fin;
    return [{ field: 'fin', rule, ...(suggestion !== undefined && { suggestion }) }];
  };
  /** Checks what was typed, here and without asking anybody. */
  const identify = (): readonly IdentityFault[] => {
    const faults = finFaults();
    const document = readDocument(typed.value.documentNo);
    if (document === '') faults.push({ field: 'documentNo', rule: 'required' });
    else if (!DOCUMENT.test(document)) faults.push({ field: 'documentNo', rule: 'document' });
    identified.value = faults.length === 0;
    return faults;
  };

  const takeSignIn = (): void => {
    signedIn.value = true;
    identified.value = true;
  };
  const takeShownCard = (person: CoveredPerson): void => {
    shown.value = person;
  };

  const keep = (id: string, answer: SurveyAnswer): void => {
    answers.value = { ...answers.value, [id]: answer };
  };
  const clear = (id: string): void => {
    answers.value = Object.fromEntries(Object.entries(answers.value).filter(([key]) => key !== id));
  };
  const faultOf = (question: SurveyQuestion): SurveyRule | undefined =>
    surveyAnswerFault(question, answers.value[question.id]);
  /** The first question that still wants an answer; undefined when the ballot may be cast. */
  const missing = (): SurveyQuestion | undefined =>
    questions.value.find((question) => faultOf(question) !== undefined);

  const typedVoter = (): { readonly fin?: string; readonly documentNo: string } => {
    const documentNo = readDocument(typed.value.documentNo);
    if (shown.value !== undefined) return { documentNo };
    const fin = parseFin(typed.value.fin);
    return { fin: fin.ok ? fin.value : typed.value.fin, documentNo };
  };
  const askToCast = async (wanted: SurveyView): Promise<CallError | undefined> => {
    const answer = await client.call('votes.cast', {
      surveyId: wanted.surveyId,
      rev: wanted.rev,
      answers: { ...answers.value },
      ...(signedIn.value ? {} : { voter: typedVoter() }),
    });
    // Another survey was begun meanwhile: the receipt is not its.
    if (survey.value !== wanted) return { code: 'session_over' };
    if (!answer.ok) return answer.error;
    receipt.value = answer.value;
    // The choice is sealed now; neither screen nor core has a use for it, or for the name, any more.
    forget();
    return undefined;
  };
  /** Casts once, however often it is tapped. */
  const cast = async (): Promise<CallError | undefined> => {
    if (casting.value || survey.value === undefined) return undefined;
    casting.value = true;
    try {
      return await askToCast(survey.value);
    } finally {
      casting.value = false;
    }
  };

  const reset = (): void => {
    forget();
    survey.value = undefined;
    receipt.value = undefined;
    casting.value = false;
  };

  return {
    survey,
    typed,
    identified,
    signedIn,
    shown,
    answers,
    reviewing,
    receipt,
    casting,
    questions,
    questionOf,
    begin,
    identify,
    takeSignIn,
    takeShownCard,
    keep,
    clear,
    faultOf,
    missing,
    cast,
    reset,
  };
});
