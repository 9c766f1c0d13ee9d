import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { CHANNELS } from '../../core/device-config.ts';
import { BUNDLE_KINDS, bundleVersionSchema } from '../../core/updates/bundle-format.ts';
import { publicKeyText } from '../../core/updates/bundle-keys.ts';
import type { BundleFault } from '../../core/updates/bundles.ts';
import { createNodeBundles } from '../../node-ports/bundles/node-bundles.ts';
import { readKioskConfig } from '../kiosk-file.ts';
import { makeBundle, signBundle } from './make-bundle.ts';

export const USAGE = `Usage:
  bundle key --out FILE                       makes a signing key; prints what goes into updates.keys
  bundle make --folder FOLDER --out FILE --kind packs|program --version 1.4.0 [--channel stable|trial]
  bundle sign --bundle FILE --key FILE        adds a signature; two different people sign
  bundle apply --bundle FILE --config FILE --data FOLDER --kind packs|program
                                              checks and puts it into FOLDER/updates/KIND/VERSION`;

export interface BundleAnswer {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

export interface BundleWorld {
  readonly readText: (path: string) => Promise<string>;
  readonly today: () => string;
}

const OPTIONS = {
  out: { type: 'string' },
  folder: { type: 'string' },
  kind: { type: 'string' },
  version: { type: 'string' },
  channel: { type: 'string' },
  bundle: { type: 'string' },
  key: { type: 'string' },
  config: { type: 'string' },
  data: { type: 'string' },
} as const;

type Given = Readonly<Partial<Record<keyof typeof OPTIONS, string>>>;
type Command = (given: Given, world: BundleWorld) => Promise<BundleAnswer>;

const done = (text: string): BundleAnswer => ({ code: 0, text });
const refused = (text: string): BundleAnswer => ({ code: 1, text });
const misused = (text: string): BundleAnswer => ({ code: 2, text });

export const FAULTS: Readonly<Record<BundleFault, string>> = {
  missing: 'there is no such file, or it cannot be read',
  damaged: 'it is cut off, altered, a link, or no bundle',
  not_trusted: 'fewer than two of the known keys have signed it',
  not_allowed: 'it asks for something that is never allowed',
  other_kind: 'it holds something else',
  other_channel: 'it is for another channel',
  older: 'it is older than what was installed here',
  no_room: 'the disk is full',
};

const FLOOR_ADVICE =
  'without it an older version cannot be told; write the newest version that was installed into it';

const makeKey: Command = async ({ out }) => {
  if (out === undefined) return misused('--out is missing');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  await writeFile(out, pem, { mode: 0o600, flag: 'wx' });
  return done(publicKeyText(pem));
};

const aboutSchema = v.object({
  kind: v.picklist(BUNDLE_KINDS),
  channel: v.optional(v.picklist(CHANNELS), 'stable'),
  version: bundleVersionSchema,
});

const make: Command = async ({ folder, out, kind, channel, version }, { today }) => {
  if (folder === undefined || out === undefined) return misused('--folder or --out is missing');
  const about = v.safeParse(aboutSchema, { kind, channel, version });
  if (!about.success) return misused('--kind, --channel or --version is wrong');
  await makeBundle({ folder, out, about: { ...about.output, made: today() } });
  return done(`${out} is made; two people sign it now`);
};

const sign: Command = async ({ bundle, key }, { readText }) => {
  if (bundle === undefined || key === undefined) return misused('--bundle or --key is missing');
  await signBundle(bundle, await readText(key));
  return done(`${bundle} is signed`);
};

const apply: Command = async ({ bundle, config, data, kind }) => {
  if (bundle === undefined || config === undefined || data === undefined)
    return misused('--bundle, --config or --data is missing');
  if (!v.is(v.picklist(BUNDLE_KINDS), kind)) return misused('--kind is packs or program');
  const kiosk = await readKioskConfig(config);
  if (!kiosk.ok) return refused(kiosk.error.join('\n'));
  const trust = kiosk.value.updates;
  if (trust === undefined) return refused('the configuration names no keys: updates are refused');
  const folder = join(data, 'updates', kind);
  const bundles = createNodeBundles();
  const floor = await bundles.floor(folder);
  if (!floor.ok)
    return refused(`refused: ${join(folder, 'floor')} is ${floor.error}: ${FLOOR_ADVICE}`);
  const staging = join(data, 'updates', 'staging');
  const options = { source: bundle, staging, trust, kind, floor: floor.value };
  const opened = await bundles.open(options);
  if (!opened.ok) return refused(`refused: ${FAULTS[opened.error]}`);
  return done(await bundles.install(opened.value, folder));
};

const COMMANDS: Readonly<Partial<Record<string, Command>>> = { key: makeKey, make, sign, apply };

/** Runs one command; rejects only for what the machine does wrong (a disk, a key that is none). */
export const runBundleCommand = async (
  argv: readonly string[],
  world: BundleWorld,
): Promise<BundleAnswer> => {
  const [name = '', ...args] = argv;
  const command = COMMANDS[name];
  if (command === undefined) return misused('there is no such command');
  try {
    const { values } = parseArgs({ args, options: OPTIONS, strict: true });
    return await command(values, world);
  } catch (error) {
    // parseArgs throws for what a person mistyped.
    if (error instanceof TypeError && 'code' in error) return misused(error.message);
    throw error;
  }
};
