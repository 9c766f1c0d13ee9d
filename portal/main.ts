import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isComplete, runCommand } from './commands/run-command.ts';
import { createPortal, type Portal } from './create-portal.ts';
import { FolderInUseError } from './db/folder-lock.ts';
import { setUpDemonstration } from './demonstration/set-up-demonstration.ts';
import { SecretFileError } from './keys/secret-file.ts';
import { DeskProblemError } from './officials/desk-problem.ts';
import { OfficialError } from './officials/officials.ts';
import { BundleError } from './stick/answer-bundle.ts';
import { parseSettings, SettingsError, USAGE, type PortalSettings } from './settings.ts';

/** Exit code of a command that did a part of what was asked; 1 is for one that did nothing. */
const IN_PART = 2;

/** Built as out/portal/main.js: packs and desk are found from there. */
const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const print = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** Failures that a person can put right: a sentence instead of a stack. */
const isForPeople = (error: unknown): error is Error =>
  [
    SettingsError,
    FolderInUseError,
    SecretFileError,
    OfficialError,
    DeskProblemError,
    BundleError,
  ].some((kind) => error instanceof kind);

const closeOnSignal = (portal: Portal): void => {
  const close = (): void => {
    process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1)); // asked twice
    portal.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', close).once('SIGINT', close);
  // A script that started this and was killed cannot send a signal any more.
  if (process.connected) process.once('disconnect', close);
};

const serve = async (
  portal: Portal,
  settings: PortalSettings,
  demonstration: boolean,
): Promise<void> => {
  closeOnSignal(portal);
  const address = await portal.listen(settings.port, settings.host);
  const { dataFolder } = settings.portal;
  const accounts = demonstration
    ? await setUpDemonstration(portal, dataFolder, address)
    : undefined;
  print({
    ready: true,
    address,
    desk: `${address}/desk/`,
    engine: portal.engine,
    keyThumbprint: portal.keyThumbprint,
    ...(accounts === undefined ? {} : { accounts }),
  });
};

const start = async (): Promise<void> => {
  const deskFolder = fromHere('../desk');
  const settings = parseSettings(process.argv.slice(2), process.env, {
    dataFolder: 'data/portal',
    packsFolder: fromHere('../../resources/packs'),
    deskFolder: existsSync(deskFolder) ? deskFolder : undefined,
  });
  const { command } = settings;
  const demonstration = command.name === 'serve' && command.demonstration;
  const portal = await createPortal({ ...settings.portal, demonstration });
  if (command.name === 'serve') {
    await serve(portal, settings, demonstration);
    return;
  }
  try {
    const report = await runCommand(portal, command, settings);
    print(report);
    if (!isComplete(report)) process.exitCode = IN_PART;
  } finally {
    await portal.close();
  }
};

start().catch((error: unknown) => {
  if (isForPeople(error)) console.error(error.message);
  else console.error(error);
  if (error instanceof SettingsError) console.error(USAGE);
  process.exit(1);
});
