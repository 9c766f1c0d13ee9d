import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answersFile } from '../../contract/transfer-bundle.ts';
import type { PortalContext } from '../context.ts';
import { answerBundle, BundleError } from './answer-bundle.ts';
import { readQuestions, writeAnswers } from './stick-files.ts';

const QUESTIONS = /^asan-questions-[0-9a-f-]{36}\.json$/;

export interface StickReport {
  /** That were answered, and answers in all. */
  readonly kiosks: number;
  readonly messages: number;
  /** Files that were not answered, each with the reason. */
  readonly failed: readonly string[];
}

const answerFile = async (
  context: PortalContext,
  folder: string,
  name: string,
): Promise<number> => {
  const answers = await answerBundle(context, await readQuestions(join(folder, name)));
  await writeAnswers(join(folder, answersFile(answers.kiosk)), JSON.stringify(answers));
  return answers.messages.length;
};

/**
 * Answers every kiosk's file on a stick, next to it. One that cannot be answered keeps no other from
 * its answers. Throws `BundleError` when there is no kiosk's file at all.
 */
export const answerStick = async (context: PortalContext, folder: string): Promise<StickReport> => {
  const names = (await readdir(folder)).filter((name) => QUESTIONS.test(name));
  if (names.length === 0) throw new BundleError(`there is no kiosk's file in ${folder}`);
  const failed: string[] = [];
  let messages = 0;
  for (const name of names) {
    try {
      messages += await answerFile(context, folder, name);
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      failed.push(`${name}: ${error.message}`);
    }
  }
  return { kiosks: names.length - failed.length, messages, failed };
};
