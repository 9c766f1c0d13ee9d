import { isAlias, isCollection, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';

/** One thing that is wrong with a configuration's text; `line` counts from 1. */
export interface TextFault {
  readonly line?: number;
  readonly text: string;
}

export interface ConfigText {
  readonly value: unknown;
  /** Line of the deepest part of the path that is there. */
  readonly lineOf: (path: readonly (string | number)[]) => number | undefined;
}

export type Notation = 'json' | 'yaml';

export const notationOf = (path: string): Notation => (/\.ya?ml$/i.test(path) ? 'yaml' : 'json');

/** Characters of a configuration file: fifty members of staff need a twentieth of it. */
const MOST_CHARACTERS = 256 * 1024;

/**
 * Reads YAML 1.2 (or JSON) as plain data: no aliases, which can grow a file without end, no tags,
 * no key twice, one document.
 */
export const parseConfigText = (
  text: string,
  notation: Notation,
): Result<ConfigText, readonly TextFault[]> => {
  // A byte order mark comes with files that were saved by Windows editors.
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.length > MOST_CHARACTERS) return err([{ text: 'the file is too long' }]);
  const json = notation === 'json' ? parseJson(plain) : undefined;
  if (json?.ok === false) return json;
  const lines = new LineCounter();
  const read = readDocument(plain, lines);
  if (!read.ok)
    return json === undefined ? read : ok({ value: json.value, lineOf: () => undefined });
  const document = read.value;
  const lineOf = (path: readonly (string | number)[]) => lineOfPath(document, lines, path);
  return ok({ value: json === undefined ? (document.toJS() as unknown) : json.value, lineOf });
};

const parseJson = (text: string): Result<unknown, readonly TextFault[]> => {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError)
      return err([{ text: `the file is not JSON: ${error.message}` }]);
    throw error;
  }
};

const readDocument = (
  text: string,
  lineCounter: LineCounter,
): Result<Document, readonly TextFault[]> => {
  try {
    const document = parseDocument(text, { lineCounter, schema: 'core', prettyErrors: false });
    const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
      line: lineCounter.linePos(pos[0]).line,
      text: `the file is not YAML: ${message}`,
    }));
    faults.push(...findAliases(document, lineCounter));
    return faults.length === 0 ? ok(document) : err(faults);
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) return err([{ text: 'the file is nested too deeply' }]);
    throw error;
  }
};

const findAliases = (document: Document, lines: LineCounter): { line: number; text: string }[] => {
  const found: { line: number; text: string }[] = [];
  visit(document, (_key, node) => {
    if (isAlias(node) || ((isScalar(node) || isCollection(node)) && node.anchor !== undefined))
      found.push({
        line: lines.linePos(node.range?.[0] ?? 0).line,
        text: 'names for parts (& and *) are not allowed',
      });
  });
  return found;
};

const lineOfPath = (
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const range = isNode(node) ? node.range : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
};
