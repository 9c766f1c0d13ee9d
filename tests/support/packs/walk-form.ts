import { createSampler } from '../../../contract/domain/pack-samples.ts';
import {
  activeStop,
  visibleQuestions,
  type FormContext,
} from '../../../contract/domain/service-form.ts';
import type { Answers, Question, ServicePack } from '../../../contract/packs.ts';

/** One way through a form, to a stop or to its end. */
export interface Walk {
  readonly answers: Answers;
  readonly asked: readonly Question[];
  readonly stop: Question['stops'][number] | undefined;
}

/** Every way through a form with answers that stand for all answers, walked as the screen does it. */
export function* walkForm(
  pack: ServicePack,
  context: FormContext,
  answers: Answers = {},
): Generator<Walk> {
  const asked = visibleQuestions(pack, answers, context);
  const next = asked.find(({ field }) => !(field in answers));
  if (next === undefined) {
    yield { answers, asked, stop: undefined };
    return;
  }
  for (const answer of createSampler(pack, context)(next)) {
    const given = { ...answers, [next.field]: answer };
    const stop = activeStop(pack, next, given, context);
    if (stop === undefined) yield* walkForm(pack, context, given);
    else yield { answers: given, asked, stop };
  }
}
