import { join } from 'node:path';
import { checkConfigFile } from './check-config.ts';

/** `check-config FILE [PACKS]`: what is right, doubtful and wrong with it. Needs no data and starts nothing. */
const [configFile, packsFolder = join(import.meta.dirname, '../../resources/packs')] =
  process.argv.slice(2);

if (configFile === undefined) {
  process.stderr.write('Usage: check-config FILE [PACKS FOLDER]\n');
  process.exitCode = 2;
} else {
  const { text, exitCode } = await checkConfigFile({ configFile, packsFolder });
  process.stdout.write(text);
  process.exitCode = exitCode;
}
