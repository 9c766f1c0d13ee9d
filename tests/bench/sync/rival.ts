import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Rival {
  readonly name: string;
  readonly program: string;
  readonly batch: number;
  /** What it needs from tests/bench/node_modules. */
  readonly packages?: readonly string[];
  readonly durable?: boolean;
  readonly databaseUrl?: string;
  readonly databasePid?: number | undefined;
}

/** In place of a measurement. */
export interface SkippedLine {
  readonly bench: 'sync.push';
  readonly rival: string;
  readonly skipped: string;
}

/** The rivals that can be measured, and what is said of the others; `folder` has the `node_modules` of the bench. */
export const findInstalled = (
  rivals: readonly Rival[],
  folder: string,
): { readonly installed: readonly Rival[]; readonly skipped: readonly SkippedLine[] } => {
  const isThere = ({ packages = [] }: Rival): boolean =>
    packages.every((name) => existsSync(join(folder, 'node_modules', name)));
  return {
    installed: rivals.filter(isThere),
    skipped: rivals
      .filter((rival) => !isThere(rival))
      .map(({ name }) => ({
        bench: 'sync.push',
        rival: name,
        skipped: 'not installed (npm run bench -- sync --install)',
      })),
  };
};
