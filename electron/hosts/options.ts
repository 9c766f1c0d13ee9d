import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';

/** Paths are absolute. */
export interface HostOptions {
  readonly configFile: string;
  readonly dataFolder: string;
  /** The key file that protects the data; undefined: in the data folder. See `findKeyFile`. */
  readonly keyFile: string | undefined;
  /** The passphrase that protects the data in place of a key file or keyring. */
  readonly passphraseFile: string | undefined;
  /** The one that protected them until now. */
  readonly earlierPassphraseFile: string | undefined;
  readonly packsFolder: string;
  readonly rendererFolder: string;
  /** Port of the browser host on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** `auto` starts Chromium in kiosk mode, `none` prints the address. */
  readonly browser: 'auto' | 'none';
  /** Say what is right and wrong with the configuration, and end. */
  readonly checkConfig: boolean;
}

export interface HostDefaults {
  readonly workingFolder: string;
  readonly packsFolder: string;
  readonly rendererFolder: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const USAGE = `Usage: [options]
  --config FILE      the kiosk's configuration        (ASAN_KIOSK_CONFIG)
  --data FOLDER      where everything is kept         (ASAN_KIOSK_DATA)
  --key-file FILE    the key of what is kept, best on another disk (ASAN_KIOSK_KEY_FILE)
  --passphrase-file FILE  a passphrase in its place   (ASAN_KIOSK_PASSPHRASE_FILE)
  --earlier-passphrase-file FILE  the one until now   (ASAN_KIOSK_EARLIER_PASSPHRASE_FILE)
  --packs FOLDER     content packs                    (ASAN_KIOSK_PACKS)
  --renderer FOLDER  the built screen                 (ASAN_KIOSK_RENDERER)
  --port NUMBER      browser host: 0 takes a free one (ASAN_KIOSK_PORT)
  --browser auto|none  browser host: start Chromium, or print the address (ASAN_KIOSK_BROWSER)
  --check-config     say what is right and wrong with the configuration, and end`;

const OPTIONS = {
  config: { type: 'string' },
  data: { type: 'string' },
  'key-file': { type: 'string' },
  'passphrase-file': { type: 'string' },
  'earlier-passphrase-file': { type: 'string' },
  packs: { type: 'string' },
  renderer: { type: 'string' },
  port: { type: 'string' },
  browser: { type: 'string' },
  'check-config': { type: 'boolean' },
} as const;

/** An argument wins over its variable. The error is a sentence for the person who starts the kiosk. */
export const parseHostOptions = (
  argv: readonly string[],
  env: Environment,
  defaults: HostDefaults,
): Result<HostOptions, string> => {
  const given = parseArguments(argv);
  if (!given.ok) return given;
  const text = (name: Exclude<keyof typeof OPTIONS, 'check-config'>): string | undefined =>
    given.value[name] ?? env[`ASAN_KIOSK_${name.toUpperCase().replaceAll('-', '_')}`];
  const config = text('config');
  if (config === undefined)
    return err('--config is missing: the path of kiosk.yaml (or kiosk.json)');
  const checkConfig = given.value['check-config'] ?? false;
  const data = text('data') ?? (checkConfig ? '' : undefined);
  if (data === undefined) return err('--data is missing: the folder for everything that is kept');
  const port = parsePort(text('port') ?? '0');
  if (port === undefined) return err('--port is a number from 0 to 65535');
  const browser = text('browser') ?? 'auto';
  if (browser !== 'auto' && browser !== 'none') return err('--browser is auto or none');
  const absolute = (path: string): string =>
    isAbsolute(path) ? path : resolve(defaults.workingFolder, path);
  const file = (name: 'key-file' | 'passphrase-file' | 'earlier-passphrase-file') => {
    const path = text(name);
    return path === undefined ? undefined : absolute(path);
  };
  return ok({
    configFile: absolute(config),
    dataFolder: absolute(data),
    keyFile: file('key-file'),
    passphraseFile: file('passphrase-file'),
    earlierPassphraseFile: file('earlier-passphrase-file'),
    packsFolder: absolute(text('packs') ?? defaults.packsFolder),
    rendererFolder: absolute(text('renderer') ?? defaults.rendererFolder),
    port,
    browser,
    checkConfig,
  });
};

const parseArguments = (argv: readonly string[]) => {
  try {
    return ok(parseArgs({ args: [...argv], options: OPTIONS, strict: true }).values);
  } catch (error) {
    // parseArgs throws for what a person mistyped; that is expected here.
    if (error instanceof TypeError) return err(error.message);
    throw error;
  }
};

const parsePort = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
