import { expect, it } from 'vitest';
import { parseSettings, SettingsError } from '../../../portal/settings.ts';

const DEFAULTS = { dataFolder: '/data', packsFolder: '/packs', deskFolder: '/desk' };
const parse = (argv: string[], env: Record<string, string> = {}) =>
  parseSettings(argv, env, DEFAULTS);

it('serves on a free port of this machine alone when nothing is said', () => {
  expect(parse([])).toMatchObject({
    command: { name: 'serve', demonstration: false },
    port: 0,
    host: '127.0.0.1',
    portal: { dataFolder: '/data', packsFolder: '/packs', deskFolder: '/desk' },
  });
  expect(parse([]).portal.databaseUrl).toBeUndefined();
});

it('takes the environment, and an empty variable for none', () => {
  const env = {
    PORTAL_DATA: '/srv/portal',
    PORTAL_DATABASE_URL: '',
    PORTAL_PORT: '8443',
    PORTAL_BOARDS_EVERY: '5',
    PORTAL_HOST: '0.0.0.0',
    PORTAL_PUBLIC_ORIGIN: 'https://portal.example.az/desk/',
  };
  expect(parse(['--demo'], env)).toMatchObject({
    command: { demonstration: true },
    port: 8443,
    host: '0.0.0.0',
    portal: {
      dataFolder: '/srv/portal',
      databaseUrl: undefined,
      publicOrigin: 'https://portal.example.az',
      boardsEvery: 5_000,
    },
  });
});

it('reads the commands for real installations', () => {
  expect(parse(['enrol-code', '--name', 'Masallı 1']).command).toEqual({
    name: 'enrol-code',
    kioskName: 'Masallı 1',
  });
  const official = ['--name', 'anar', '--full-name', 'Anar', '--position', 'Müdir'];
  expect(parse(['add-official', ...official, '--authority', 'az-mas']).command).toMatchObject({
    official: { name: 'anar', authorityId: 'az-mas' },
  });
  expect(parse(['add-official', ...official, '--operator']).command).toEqual({
    name: 'add-official',
    official: { name: 'anar', fullName: 'Anar', position: 'Müdir' },
  });
});

it.each([
  [['nonsense'], {}],
  [['--nonsense'], {}],
  [['enrol-code'], {}],
  [['enrol-code', 'revoke-kiosk'], {}],
  [['add-official', '--name', 'a', '--full-name', 'A', '--position', 'P'], {}],
  [
    [
      'add-official',
      '--name',
      'a',
      '--full-name',
      'A',
      '--position',
      'P',
      '--operator',
      '--authority',
      'az-mas',
    ],
    {},
  ],
  [[], { PORTAL_PORT: '70000' }],
  [[], { PORTAL_PORT: '80a' }],
  [[], { PORTAL_BOARDS_EVERY: '0' }],
  [[], { PORTAL_BOARDS_EVERY: 'often' }],
  [[], { PORTAL_PUBLIC_ORIGIN: 'javascript:alert(1)' }],
])('explains what is wrong with %j %j', (argv, env) => {
  expect(() => parse(argv, env as Record<string, string>)).toThrow(SettingsError);
});
