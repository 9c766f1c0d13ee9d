import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './folders.mjs';

/** Everything that the build is made of. */
const SOURCES = [
  'contract',
  'electron',
  'renderer',
  'portal',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.json',
];

export const STAMP = 'out/built';

/** Milliseconds since the epoch of the youngest file below a path; 0 when there is none. */
export const newestChange = (path) => {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    stat.mtimeMs,
    0,
    ...readdirSync(path).map((name) => newestChange(join(path, name))),
  );
};

/** Whether something was changed since the last whole build, or there was none. */
export const isBuildOld = () => {
  const built = newestChange(inRoot(STAMP));
  return SOURCES.some((source) => newestChange(inRoot(source)) > built);
};
