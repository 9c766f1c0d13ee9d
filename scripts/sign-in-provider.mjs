#!/usr/bin/env node
// The demonstration's sign-in as a process of its own: an OpenID provider with invented people.
// Keeps its keys in SIGN_IN_DATA and writes there what a kiosk's configuration says about it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningKey, startSignInProvider } from './lib/sign-in/provider.mjs';

// What the library says about being a demonstration is the point of this one.
console.warn = () => undefined;
console.info = () => undefined;

const folder = process.env.SIGN_IN_DATA ?? 'data/sign-in';
const CLIENT = 'asan-kiosk';
mkdirSync(folder, { recursive: true, mode: 0o700 });

/** The keys stay, so that a portal and a kiosk that run on know it again. */
const keysIn = async (path) => {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  const keys = { provider: await newSigningKey('stand-in'), kiosk: await newSigningKey('kiosk-1') };
  writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
};

const keys = await keysIn(join(folder, 'keys.json'));
const { issuer, close } = await startSignInProvider({
  client: { id: CLIENT, name: 'ASAN köşkləri', publicKey: keys.kiosk.public },
  key: keys.provider,
  port: Number(process.env.SIGN_IN_PORT ?? 0),
});
const identity = {
  issuer,
  clientId: CLIENT,
  clientAuth: { method: 'private_key_jwt', key: keys.kiosk.private },
  pollEvery: 2,
};
writeFileSync(join(folder, 'identity.json'), JSON.stringify(identity), { mode: 0o600 });
console.log(JSON.stringify({ ready: true, issuer, client: CLIENT }));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void close().then(() => process.exit(0)));
if (process.connected) process.on('disconnect', () => process.exit(0));
