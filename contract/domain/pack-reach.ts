import type { Answer, Question, ServicePack } from '../packs.ts';
import { fieldsOfCondition, holds } from './condition.ts';
import { createSampler } from './pack-samples.ts';
import { checkAnswer, derivedFacts, type Facts, type FormContext } from './service-form.ts';

/** What can happen to somebody who fills in a form, whatever is answered. */
export interface Reach {
  /** Fields of the questions that somebody is asked, and of those that somebody is spared. */
  readonly asked: ReadonlySet<string>;
  readonly spared: ReadonlySet<string>;
  readonly stops: ReadonlySet<Question['stops'][number]>;
  /** Questions on the longest way. */
  readonly longest: number;
  /** Whether some way ends in a complete application. */
  readonly completes: boolean;
  /** False when the form has more ways than were walked: then nothing above is certain. */
  readonly certain: boolean;
}

interface Outlook {
  readonly longest: number;
  readonly completes: boolean;
}

/** Keeps a hostile pack from walking for ever; a service for citizens needs a few hundred. */
const MOST_STEPS = 10_000;
const NOWHERE: Outlook = { longest: 0, completes: false };

/** For each question the names that conditions from there on look at: all else in the facts makes no difference. */
const namesFrom = (pack: ServicePack): readonly ReadonlySet<string>[] => {
  const names = new Set(fieldsOfCondition(pack.schema ?? {}));
  const perQuestion = pack.questions.toReversed().map(({ showIf, stops }) => {
    [showIf ?? {}, ...stops.map(({ when }) => when)]
      .flatMap(fieldsOfCondition)
      .forEach((name) => names.add(name));
    return new Set(names);
  });
  return [...perQuestion.reverse(), new Set(fieldsOfCondition(pack.schema ?? {}))];
};

const keyOf = (index: number, facts: Facts, names: ReadonlySet<string> | undefined): string =>
  JSON.stringify([index, Object.entries(facts).filter(([name]) => names?.has(name))]);

const factsAfter = (
  pack: ServicePack,
  question: Question,
  answer: Answer,
  facts: Facts,
  context: FormContext,
): Facts => {
  const checked = checkAnswer(question, answer, {}, context);
  if (!checked.ok || checked.value === undefined) return facts;
  return {
    ...facts,
    [question.field]: checked.value,
    ...derivedFacts(pack, question, checked.value, context.today),
  };
};

/**
 * Walks a form with answers that stand for all answers. Ways that later conditions cannot tell apart
 * are walked once, so the work grows with what the conditions distinguish, not with the number of questions.
 */
export const reachOf = (pack: ServicePack, context: FormContext): Reach => {
  const samplesOf = createSampler(pack, context);
  const samples = pack.questions.map(samplesOf);
  const names = namesFrom(pack);
  const asked = new Set<string>();
  const spared = new Set<string>();
  const stops = new Set<Question['stops'][number]>();
  const seen = new Map<string, Outlook>();
  let steps = 0;

  const ask = (question: Question, index: number, facts: Facts): Outlook => {
    asked.add(question.field);
    const ways = (samples[index] ?? []).map((answer) => {
      const next = factsAfter(pack, question, answer, facts, context);
      const stop = question.stops.find(({ when }) => holds(when, next));
      if (stop === undefined) return explore(index + 1, next);
      stops.add(stop);
      return NOWHERE;
    });
    return {
      longest: 1 + Math.max(0, ...ways.map(({ longest }) => longest)),
      completes: ways.some(({ completes }) => completes),
    };
  };

  const visit = (index: number, facts: Facts): Outlook => {
    const question = pack.questions[index];
    if (question === undefined)
      return { longest: 0, completes: pack.schema === undefined || holds(pack.schema, facts) };
    if (question.showIf === undefined || holds(question.showIf, facts))
      return ask(question, index, facts);
    spared.add(question.field);
    return explore(index + 1, facts);
  };

  const explore = (index: number, facts: Facts): Outlook => {
    steps += 1;
    if (steps > MOST_STEPS) return NOWHERE;
    const key = keyOf(index, facts, names[index]);
    const outlook = seen.get(key) ?? visit(index, facts);
    seen.set(key, outlook);
    return outlook;
  };

  const whole = explore(0, {});
  return { asked, spared, stops, ...whole, certain: steps <= MOST_STEPS };
};
