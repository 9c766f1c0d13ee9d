import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inRoot } from './folders.mjs';
import { usualPort } from './network-ports.mjs';
import { runQuietly } from './run.mjs';

export const KIOSK_PORT = 8460;
export const PORTAL_PORT = 8461;
export const SIGN_IN_PORT = 8462;

export const folders = (data = inRoot('data')) => ({
  data,
  portal: join(data, 'portal'),
  kiosk: join(data, 'kiosk'),
  logs: join(data, 'logs'),
  stick: join(data, 'stick'),
  signIn: join(data, 'sign-in'),
  paper: join(data, 'paper'),
});

const parseLine = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Not every line of a program is JSON.
  }
};

export const readJson = (path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

const portalEnvironment = (at, port = 0) => ({ PORTAL_DATA: at.portal, PORTAL_PORT: String(port) });

/** A kiosk whose data were removed is a new kiosk for a portal that is still there: it needs a code of its own. */
const codeForNewKiosk = async (main, at, env) => {
  const isNewKiosk = !existsSync(join(at.kiosk, 'store'));
  if (!isNewKiosk || !existsSync(join(at.portal, 'demo-enrolment.json'))) return undefined;
  const { output } = await runQuietly(
    process.execPath,
    [main, 'enrol-code', '--name', 'Nümunə köşkü'],
    {
      env: { ...process.env, ...portalEnvironment(at), ...env },
    },
  );
  const lines = output.split('\n').map(parseLine);
  const code = lines.find((line) => line?.enrolmentCode !== undefined)?.enrolmentCode;
  if (code === undefined) throw new Error(`the portal gave no code for the new kiosk\n${output}`);
  return code;
};

/** Starts the portal with demonstration content; answers its address, desk and how a kiosk enrols. */
export const startPortal = async (children, main, at, onLine, env = {}) => {
  for (const folder of [at.portal, at.kiosk, at.logs, at.stick])
    mkdirSync(folder, { recursive: true });
  const newCode = await codeForNewKiosk(main, at, env);
  const running = await children.startUntil(process.execPath, [main, '--demo'], {
    env: { ...portalEnvironment(at, await usualPort(PORTAL_PORT)), ...env },
    onLine,
    ipc: true,
    pick: (line) => (parseLine(line)?.ready === true ? parseLine(line) : undefined),
  });
  const enrolment = readJson(join(at.portal, 'demo-enrolment.json'));
  return {
    ...running,
    address: running.found.address,
    desk: running.found.desk,
    accounts: readJson(join(at.portal, 'demo-accounts.json')) ?? [],
    enrolment: newCode === undefined ? enrolment : { ...enrolment, enrolmentCode: newCode },
  };
};

/** Starts the stand-in for the country's sign-in; answers what portal and kiosk must know of it. */
export const startSignIn = async (children, at, onLine) => {
  mkdirSync(at.logs, { recursive: true });
  const running = await children.startUntil(
    process.execPath,
    [inRoot('scripts/sign-in-provider.mjs')],
    {
      env: { SIGN_IN_DATA: at.signIn, SIGN_IN_PORT: String(await usualPort(SIGN_IN_PORT)) },
      onLine,
      ipc: true,
      pick: (line) => (parseLine(line)?.ready === true ? parseLine(line) : undefined),
    },
  );
  const { issuer, client } = running.found;
  return {
    ...running,
    issuer,
    identity: readJson(join(at.signIn, 'identity.json')),
    portalEnvironment: { PORTAL_SIGN_IN_ISSUER: issuer, PORTAL_SIGN_IN_CLIENTS: client },
  };
};

/** Writes the demonstration kiosk's configuration and answers its path. */
export const writeKioskFile = (
  at,
  { portalUrl, keyThumbprint, enrolmentCode },
  staff = [],
  identity = undefined,
) => {
  const path = join(at.kiosk, 'kiosk.json');
  const kiosk = {
    agencyName: { az: 'ASAN xidmət', ru: 'Служба ASAN', en: 'ASAN service' },
    centreName: {
      az: 'Masallı, nümunə köşk',
      ru: 'Масаллы, демонстрационный киоск',
      en: 'Masalli, demonstration kiosk',
    },
    authorityId: 'az-mas',
    callCentre: '108',
    demonstration: true,
    portal: {
      url: portalUrl,
      keyThumbprint,
      ...(enrolmentCode && { enrolmentCode }),
      pullEvery: 5,
    },
    ...(identity && { identity }),
    staff: staff.map(({ number, name, role, hash }) => ({ number, name, role, pin: hash })),
    transferFolder: resolve(at.stick),
    printer: { via: 'folder', paper: 'roll-80mm', folder: resolve(at.paper) },
  };
  writeFileSync(path, `${JSON.stringify(kiosk, null, 2)}\n`, { mode: 0o600 });
  return path;
};
