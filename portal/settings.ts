import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { PortalOptions } from './create-portal.ts';
import type { SignInSettings } from './people/id-tokens.ts';

/** What was asked for on the command line. Every command but `serve` does one thing and ends. */
export type PortalCommand =
  | { readonly name: 'serve'; readonly demonstration: boolean }
  | { readonly name: 'enrol-code'; readonly kioskName: string }
  | { readonly name: 'add-official'; readonly official: OfficialArguments }
  | { readonly name: 'disable-official'; readonly signInName: string }
  | { readonly name: 'revoke-kiosk'; readonly kioskId: string }
  | { readonly name: 'answer-stick'; readonly folder: string }
  | { readonly name: 'rotate-sealing-key' }
  | { readonly name: 'new-epoch' };

export interface OfficialArguments {
  readonly name: string;
  readonly fullName: string;
  readonly position: string;
  /** Left out: an operator. */
  readonly authorityId?: string;
}

export interface PortalSettings {
  readonly command: PortalCommand;
  readonly port: number;
  readonly host: string;
  readonly portal: Omit<PortalOptions, 'ports' | 'limits' | 'demonstration'>;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

export const USAGE = `Usage: node out/portal/main.js [--demo]
       node out/portal/main.js enrol-code --name "Kiosk's name"
       node out/portal/main.js add-official --name anar --full-name "Anar Quliyev" --position "..." --authority az-mas
       node out/portal/main.js add-official --name nigar --full-name "..." --position "..." --operator
       node out/portal/main.js disable-official --name anar
       node out/portal/main.js revoke-kiosk --kiosk <id>
       node out/portal/main.js answer-stick --folder /media/stick
       node out/portal/main.js rotate-sealing-key
       node out/portal/main.js new-epoch
Environment: PORTAL_DATA, PORTAL_DATABASE_URL, PORTAL_KEYS_FILE, PORTAL_PORT, PORTAL_HOST,
       PORTAL_PUBLIC_ORIGIN, PORTAL_TRUST_PROXY, PORTAL_PACKS, PORTAL_DESK, PORTAL_BOARDS_EVERY,
       PORTAL_SIGN_IN_ISSUER, PORTAL_SIGN_IN_CLIENTS, PORTAL_SIGN_IN_FIN_CLAIM; see docs/portal.md`;

type Values = Partial<Record<string, string | boolean>>;
type Environment = Readonly<Record<string, string | undefined>>;

const OPTIONS = {
  demo: { type: 'boolean' },
  operator: { type: 'boolean' },
  name: { type: 'string' },
  'full-name': { type: 'string' },
  position: { type: 'string' },
  authority: { type: 'string' },
  kiosk: { type: 'string' },
  folder: { type: 'string' },
} as const;

const required = (values: Values, name: string): string => {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new SettingsError(`--${name} is missing`);
  return value;
};

const officialFrom = (values: Values): OfficialArguments => {
  if ((values['operator'] === true) === (values['authority'] !== undefined))
    throw new SettingsError('give either --authority or --operator');
  return {
    name: required(values, 'name'),
    fullName: required(values, 'full-name'),
    position: required(values, 'position'),
    ...(values['operator'] === true ? {} : { authorityId: required(values, 'authority') }),
  };
};

const commandFrom = (name: string, values: Values): PortalCommand => {
  switch (name) {
    case 'serve':
      return { name, demonstration: values['demo'] === true };
    case 'enrol-code':
      return { name, kioskName: required(values, 'name') };
    case 'add-official':
      return { name, official: officialFrom(values) };
    case 'disable-official':
      return { name, signInName: required(values, 'name') };
    case 'revoke-kiosk':
      return { name, kioskId: required(values, 'kiosk') };
    case 'answer-stick':
      return { name, folder: resolve(required(values, 'folder')) };
    case 'rotate-sealing-key':
    case 'new-epoch':
      return { name };
    default:
      throw new SettingsError(`there is no command "${name}"`);
  }
};

const parseCommand = (argv: readonly string[]): PortalCommand => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: OPTIONS,
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new SettingsError('one command at a time');
    return commandFrom(positionals[0] ?? 'serve', values);
  } catch (error) {
    if (error instanceof TypeError) throw new SettingsError(error.message); // parseArgs' own
    throw error;
  }
};

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new SettingsError(`PORTAL_PORT "${text}" is no port`);
  return port;
};

/** Seconds in the environment, milliseconds in the program. */
const parseBoardsEvery = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!(seconds >= 0.5 && seconds <= 3_600))
    throw new SettingsError(
      `PORTAL_BOARDS_EVERY "${text}" is no number of seconds from 0.5 to 3600`,
    );
  return seconds * 1000;
};

const parseOrigin = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new SettingsError(`PORTAL_PUBLIC_ORIGIN "${text}" is no web address`);
  return new URL(text).origin;
};

const isWebAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
};

/** Issuer and clients belong together: a token for anybody else's client is not for us. */
const parseSignIn = (env: Environment): SignInSettings | undefined => {
  const issuer = env['PORTAL_SIGN_IN_ISSUER'];
  const clients = (env['PORTAL_SIGN_IN_CLIENTS'] ?? '').split(',').filter((id) => id !== '');
  if (issuer === undefined) return undefined;
  if (!isWebAddress(issuer))
    throw new SettingsError(`PORTAL_SIGN_IN_ISSUER "${issuer}" is no https address`);
  if (clients.length === 0) throw new SettingsError('PORTAL_SIGN_IN_CLIENTS names no client');
  return { issuer, clients, finClaim: env['PORTAL_SIGN_IN_FIN_CLAIM'] ?? 'fin' };
};

const pathOrUndefined = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : resolve(text);

/** An empty variable is one that is not set. */
const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

/** Where things are when the environment does not say. Absolute paths. */
export interface SettingsDefaults {
  readonly dataFolder: string;
  readonly packsFolder: string;
  readonly deskFolder: string | undefined;
}

/** Reads the command line (without node and script) and the environment. Throws `SettingsError` with a sentence. */
export const parseSettings = (
  argv: readonly string[],
  environment: Environment,
  defaults: SettingsDefaults,
): PortalSettings => {
  const env = withoutEmpty(environment);
  return {
    command: parseCommand(argv),
    port: parsePort(env['PORTAL_PORT'] ?? '0'),
    host: env['PORTAL_HOST'] ?? '127.0.0.1',
    portal: {
      dataFolder: resolve(env['PORTAL_DATA'] ?? defaults.dataFolder),
      databaseUrl: env['PORTAL_DATABASE_URL'],
      keysFile: pathOrUndefined(env['PORTAL_KEYS_FILE']),
      packsFolder: resolve(env['PORTAL_PACKS'] ?? defaults.packsFolder),
      deskFolder: pathOrUndefined(env['PORTAL_DESK']) ?? defaults.deskFolder,
      publicOrigin: parseOrigin(env['PORTAL_PUBLIC_ORIGIN']),
      trustProxy: env['PORTAL_TRUST_PROXY'],
      signIn: parseSignIn(env),
      boardsEvery: parseBoardsEvery(env['PORTAL_BOARDS_EVERY']),
    },
  };
};
