import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../contract/languages.ts';
import { ROOT } from './program.ts';

type Messages = { readonly [key: string]: string | Messages };

const readSection = (folder: string, file: string): [string, Messages] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(join(ROOT, folder, file), 'utf8')) as Messages,
];

/** One section a file. */
const read = (folder: string): Messages =>
  Object.fromEntries(readdirSync(join(ROOT, folder)).map((file) => readSection(folder, file)));

const look = (messages: Messages, key: string): string => {
  const found = key
    .split('.')
    .reduce<string | Messages | undefined>(
      (part, name) => (typeof part === 'object' ? part[name] : undefined),
      messages,
    );
  if (typeof found !== 'string') throw new Error(`there is no text "${key}"`);
  return found;
};

/** The texts that are on the screen, by key, so that a journey finds buttons as people do: by their words. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const wordsOf =
  (folder: string) =>
  (language: Language): Words => {
    const messages = read(`${folder}/${language}`);
    return (key, values = {}) =>
      look(messages, key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  };

export const screenWords = wordsOf('renderer/src/i18n');
export const deskWords = wordsOf('portal/desk/i18n');
