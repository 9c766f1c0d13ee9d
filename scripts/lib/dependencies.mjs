import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './folders.mjs';
import { npm, run } from './run.mjs';

const packagesOf = (file) =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : {};

/** Paths in node_modules that the lockfile wants and that are not there in the version it names. */
export const missingPackages = (wanted, installed) =>
  Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.peer && !entry.link)
    .filter(([path, entry]) => installed[path]?.version !== entry.version)
    .map(([path]) => path);

/** Makes node_modules what the lockfile says; does nothing when it is that already. Install scripts never run. */
export const ensureDependencies = async () => {
  const wanted = packagesOf(inRoot('package-lock.json'));
  const installed = packagesOf(inRoot('node_modules/.package-lock.json'));
  const missing = missingPackages(wanted, installed);
  if (missing.length === 0) return;
  console.log(`Installing ${missing.length} packages (about a minute) …`);
  const code = await run(...npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']));
  if (code !== 0) throw new Error('npm ci failed: see above');
};
