import { appendFileSync } from 'node:fs';

/** Keeps the lines of a process in a file; shows on the terminal what went wrong. */
export const createLineLog = (path, name) => (line) => {
  // One carries the launch token, the other passwords; both are shown where they are wanted.
  if (line.startsWith('Kiosk: ') || line.includes('"ready":true')) return;
  appendFileSync(path, `${line}\n`);
  if (/"level":"error"/.test(line) || !line.startsWith('{')) console.error(`[${name}] ${line}`);
};
