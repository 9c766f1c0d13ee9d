import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '../../..');

export interface Import {
  /** Path from the root for files of ours, name for libraries. */
  readonly name: string;
  /** `import type`: nothing of it is there at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

const git = (...argv: string[]): string[] =>
  execFileSync('git', argv, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 })
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)));

/** Every file that belongs to the repository, also those that are not committed yet. */
export const repositoryFiles = (): readonly string[] =>
  git('ls-files', '--cached', '--others', '--exclude-standard');

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const scriptsOf = (path: string, text: string): string =>
  path.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n')
    : text;

/** Where an import leads: `./x.ts` of `a/b.ts` is `a/x.ts`; libraries keep their name. */
const target = (from: string, specifier: string): string =>
  specifier.startsWith('.')
    ? normalize(join(dirname(from), specifier))
        .replaceAll('\\', '/')
        .replace(/\?.*$/, '')
    : specifier;

const readImports = (path: string, text: string): Import[] => {
  const code = scriptsOf(path, text);
  const declarations = ts
    .createSourceFile(path, code, ts.ScriptTarget.Latest)
    .statements.filter((statement) => ts.isImportDeclaration(statement));
  // A dynamic import has no declaration: it is one of values.
  const isTypeOnly = (specifier: string): boolean => {
    const same = declarations.filter(
      ({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text === specifier,
    );
    return (
      same.length > 0 &&
      same.every(({ importClause }) => importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    );
  };
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => ({
    name: target(path, fileName),
    typeOnly: isTypeOnly(fileName),
  }));
};

export const readSource = (path: string): SourceFile => {
  const text = readText(path);
  return { path, lines: text.split('\n').length - 1, imports: readImports(path, text) };
};

const SOURCE = /^(contract|electron|renderer|portal|scripts)\/.*\.(ts|vue|mjs)$/;

export const sourceFiles = (): readonly SourceFile[] =>
  repositoryFiles()
    .filter((path) => SOURCE.test(path))
    .map(readSource);
