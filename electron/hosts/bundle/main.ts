import { readFile } from 'node:fs/promises';
import { runBundleCommand, USAGE } from './bundle-command.ts';

/** Commands for signed bundles; says what it did on standard output and ends with 0, 1 (refused) or 2 (wrong use). */
const answer = await runBundleCommand(process.argv.slice(2), {
  readText: (path) => readFile(path, 'utf8'),
  today: () => new Date().toISOString().slice(0, 10),
});
if (answer.code === 2) process.stderr.write(`${answer.text}\n${USAGE}\n`);
else (answer.code === 0 ? process.stdout : process.stderr).write(`${answer.text}\n`);
process.exitCode = answer.code;
