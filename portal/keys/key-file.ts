import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import type { PortalRandom } from '../ports.ts';
import {
  createKeyRing,
  importKeyRing,
  keyRingSchema,
  type KeyRing,
  type PortalKeys,
} from './portal-keys.ts';
import {
  createSecretFile,
  readSecretFile,
  replaceSecretFile,
  SecretFileError,
} from './secret-file.ts';

const parseRing = (path: string, text: string): KeyRing => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SecretFileError(`${path} is not JSON`); // never with the text: it holds keys
  }
  const parsed = v.safeParse(keyRingSchema, json);
  if (!parsed.success) throw new SecretFileError(`${path} is not a portal's key file`);
  return parsed.output;
};

const suffixFrom = (random: PortalRandom): string => Buffer.from(random.bytes(6)).toString('hex');

const serialise = (ring: KeyRing): string => `${JSON.stringify(ring, null, 2)}\n`;

/** The ring in the file; a new one is made and kept when there is no file yet. */
export const readOrCreateKeyRing = async (path: string, random: PortalRandom): Promise<KeyRing> => {
  const text = await readSecretFile(path);
  if (text !== undefined) return parseRing(path, text);
  const ring = await createKeyRing(random.bytes(64));
  if (await createSecretFile(path, serialise(ring), suffixFrom(random))) return ring;
  return readOrCreateKeyRing(path, random); // another instance was faster: its keys are the keys
};

export const writeKeyRing = (path: string, ring: KeyRing, random: PortalRandom): Promise<void> =>
  replaceSecretFile(path, serialise(ring), suffixFrom(random));

/** The portal's keys from their file. Throws `SecretFileError` for a file that others can read. */
export const loadPortalKeys = async (path: string, random: PortalRandom): Promise<PortalKeys> =>
  importKeyRing(await readOrCreateKeyRing(path, random));
