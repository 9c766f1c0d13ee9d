import { open, readdir, rename, stat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answersFile, BUNDLE_LIMITS } from '../../contract/transfer-bundle.ts';
import type { PortalContext } from '../context.ts';
import { answerBundle, BundleError } from './answer-bundle.ts';

const QUESTIONS = /^asan-questions-[0-9a-f-]{36}\.json$/;

const writeDurably = async (path: string, text: string): Promise<void> => {
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
};

const readQuestions = async (path: string): Promise<string> => {
  if ((await stat(path)).size > BUNDLE_LIMITS.bytes) throw new BundleError('the file is too large');
  return readFile(path, 'utf8');
};

/** Answers every kiosk's file on a stick, next to it. Counts; throws `BundleError` with the file's name. */
export const answerStick = async (
  context: PortalContext,
  folder: string,
): Promise<{ readonly kiosks: number; readonly messages: number }> => {
  const names = (await readdir(folder)).filter((name) => QUESTIONS.test(name));
  if (names.length === 0) throw new BundleError(`there is no kiosk's file in ${folder}`);
  let messages = 0;
  for (const name of names) {
    try {
      const answers = await answerBundle(context, await readQuestions(join(folder, name)));
      await writeDurably(join(folder, answersFile(answers.kiosk)), JSON.stringify(answers));
      messages += answers.messages.length;
    } catch (error) {
      if (error instanceof BundleError) throw new BundleError(`${name}: ${error.message}`);
      throw error;
    }
  }
  return { kiosks: names.length, messages };
};
