import * as v from 'valibot';
import {
  answersBundleSchema,
  answersFile,
  BUNDLE_LIMITS,
  questionsFile,
  type AnswersBundle,
  type QuestionsBundle,
} from '../../../contract/transfer-bundle.ts';
import type { Files } from '../ports.ts';
import { replaceFile } from '../store/whole-file.ts';

/** A folder where a memory stick appears. Nothing in it is trusted. */
export interface Stick {
  /** Writes the questions in place of earlier ones and answers the file's name; undefined without a stick. Rejects with Node's `code` when the stick is full or torn out. */
  write(bundle: QuestionsBundle): Promise<string | undefined>;
  /** The portal's answers; `missing` without a stick or file, `damaged` for anything that is not a bundle. */
  read(kiosk: string): Promise<AnswersBundle | 'missing' | 'damaged'>;
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'EACCES', 'EROFS']);

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(String(error.code));

const parser = v.pipe(v.string(), v.parseJson(), answersBundleSchema);

export const createStick = (files: Files, folder: string): Stick => {
  const path = (name: string): string => `${folder}/${name}`;

  const readText = async (name: string): Promise<string | undefined> => {
    const file = await files.open(path(name), 'read');
    try {
      const size = await file.size();
      if (size > BUNDLE_LIMITS.bytes) return undefined;
      return new TextDecoder().decode(await file.read(0, size));
    } finally {
      await file.close();
    }
  };

  return {
    write: async (bundle) => {
      const name = questionsFile(bundle.kiosk);
      try {
        await replaceFile(files, path(name), new TextEncoder().encode(JSON.stringify(bundle)));
        return name;
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
    read: async (kiosk) => {
      try {
        const parsed = v.safeParse(parser, await readText(answersFile(kiosk)));
        return parsed.success ? parsed.output : 'damaged';
      } catch (error) {
        if (isGone(error)) return 'missing';
        throw error;
      }
    },
  };
};
