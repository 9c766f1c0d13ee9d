import type { PersonField, PersonView, ProposedPerson } from '../../contract/person.ts';
import type { Answers, IdentityLevel, Question, ServicePack } from '../../contract/packs.ts';

/**
 * What a session knows of its person, in memory only. Several features read it: forms are filled in
 * with it, sign-in raises its level, submissions carry it.
 */
export interface Person {
  proposed?: ProposedPerson | undefined;
  confirmed?: (ProposedPerson & { readonly level: IdentityLevel }) | undefined;
  /** By field: the confirmed details, and what the person answered since. */
  readonly known: Map<PersonField, string>;
}

export const nobodyYet = (): Person => ({ known: new Map() });

export const viewOfPerson = ({ proposed, confirmed, known }: Person): PersonView => ({
  ...(proposed && { proposed }),
  ...(confirmed && { confirmed }),
  known: Object.fromEntries(known),
});

type AskedOfPerson = Question & { readonly person: PersonField };

const isOfPerson = (question: Question): question is AskedOfPerson => question.person !== undefined;

/** Answers to begin a form with: whatever it asks of the person and the session knows already (WCAG 3.3.7). */
export const knownAnswers = ({ questions }: ServicePack, { known }: Person): Answers =>
  Object.fromEntries(
    questions.filter(isOfPerson).flatMap(({ field, person }) => {
      const value = known.get(person);
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** Keeps for later forms what the person answered about themselves; `answers` in their read form. */
export const learnFrom = ({ questions }: ServicePack, answers: Answers, person: Person): void => {
  for (const question of questions.filter(isOfPerson)) {
    const answer = answers[question.field];
    if (typeof answer === 'string' && answer !== '') person.known.set(question.person, answer);
  }
};
