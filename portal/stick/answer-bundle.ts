import { decodeProtectedHeader } from 'jose';
import * as v from 'valibot';
import { MESSAGE_TYPES } from '../../contract/sync-protocol.ts';
import {
  questionsBundleSchema,
  type AnswersBundle,
  type QuestionsBundle,
} from '../../contract/transfer-bundle.ts';
import type { PortalContext } from '../context.ts';
import { takeBatch } from '../intake/take-batch.ts';
import { createTurns, type Turns } from '../intake/turns.ts';
import { KioskProblem } from '../kiosks/kiosk-problem.ts';
import { answerPull } from '../kiosks/pull.ts';

/** A stick's file that cannot be answered; the message is a sentence for the person who brought it. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

const parser = v.pipe(v.string(), v.parseJson(), questionsBundleSchema);

const parseBundle = (text: string): QuestionsBundle => {
  const parsed = v.safeParse(parser, text);
  if (!parsed.success) throw new BundleError('the file is damaged or is not from a kiosk');
  return parsed.output;
};

const typeOf = (jws: string): string | undefined => {
  try {
    return decodeProtectedHeader(jws).typ;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // not a JWS at all
    throw error;
  }
};

const answerMessage = async (
  context: PortalContext,
  turns: Turns,
  jws: string,
): Promise<string> => {
  const type = typeOf(jws);
  if (type === MESSAGE_TYPES.batch) return takeBatch(context, turns, jws);
  if (type === MESSAGE_TYPES.pull) return answerPull(context, jws);
  throw new KioskProblem('bad-message');
};

/** Asked in vain before: the chain had already moved on, by network or by another stick. */
const isOvertaken = ({ problem }: KioskProblem): boolean =>
  problem === 'sequence-conflict' || problem === 'out-of-order';

/**
 * Answers the questions that a kiosk sent on a stick, in order, exactly as over the network: each
 * message is verified by itself and taken once. A batch that is not taken ends the batches; the
 * kiosk offers them again. Throws `BundleError` when nothing in the file can be answered.
 */
export const answerBundle = async (
  context: PortalContext,
  text: string,
): Promise<AnswersBundle> => {
  const { kiosk, messages: questions } = parseBundle(text);
  const turns = createTurns();
  const messages: string[] = [];
  let refusal: KioskProblem | undefined;
  for (const jws of questions) {
    if (refusal !== undefined && typeOf(jws) === MESSAGE_TYPES.batch) continue;
    try {
      messages.push(await answerMessage(context, turns, jws));
    } catch (error) {
      if (!(error instanceof KioskProblem)) throw error;
      refusal ??= error;
    }
  }
  if (messages.length === 0 || (refusal !== undefined && !isOvertaken(refusal)))
    throw new BundleError(
      `the portal does not take it: ${refusal?.problem ?? 'nothing to answer'}`,
    );
  return { v: 1, kind: 'asan-kiosk-answers', kiosk, madeAt: context.clock.now(), messages };
};
