import { join, dirname } from 'node:path';
import * as v from 'valibot';
import { digestSchema } from '../../contract/sync-protocol.ts';
import { loadSecretJson } from '../keys/secret-json.ts';
import {
  newPrivateJwk,
  type PortalKeys,
  privateJwkSchema,
  publicPart,
  toSigningKey,
} from '../keys/portal-keys.ts';
import type { PortalRandom } from '../ports.ts';
import { createSealingKey, type SealingKey } from '../seals/key-agreement.ts';

/**
 * The secrets of the three roles, a file each, so that each may lie elsewhere and be read by another
 * user: who has one of them cannot do the work of the others.
 */
const registrarSchema = v.strictObject({
  v: v.literal(1),
  role: v.literal('registrar'),
  /** ECDH-ES: requests for tokens are sealed to it. */
  sealing: privateJwkSchema,
  /** HMAC-SHA256: what a person is called in a survey. */
  personKey: digestSchema,
  /** A256GCM: protects the surveys' RSA keys in the database. */
  wrapKey: digestSchema,
});
const ballotBoxSchema = v.strictObject({
  v: v.literal(1),
  role: v.literal('ballot-box'),
  /** ES256: signs receipts. */
  signing: privateJwkSchema,
  /** A256GCM: protects the surveys' keys in the database. */
  wrapKey: digestSchema,
});
const boardSchema = v.strictObject({
  v: v.literal(1),
  role: v.literal('board'),
  /** ES256: signs what is published. */
  signing: privateJwkSchema,
});

export interface RegistrarKeys {
  readonly sealing: SealingKey;
  readonly sealingPublic: PortalKeys['sealingPublic'];
  readonly personKey: Uint8Array;
  readonly wrapKey: Uint8Array;
}
export interface BallotBoxKeys {
  readonly signing: PortalKeys['signing'];
  readonly wrapKey: Uint8Array;
}
export interface BoardKeys {
  readonly signing: PortalKeys['signing'];
}

type Contents<S extends v.GenericSchema> = Promise<v.InferOutput<S>>;

const newRegistrar = async (random: PortalRandom): Contents<typeof registrarSchema> => ({
  v: 1,
  role: 'registrar',
  sealing: await newPrivateJwk('ECDH-ES'),
  personKey: secret(random),
  wrapKey: secret(random),
});

const newBallotBox = async (random: PortalRandom): Contents<typeof ballotBoxSchema> => ({
  v: 1,
  role: 'ballot-box',
  signing: await newPrivateJwk('ES256'),
  wrapKey: secret(random),
});

const newBoard = async (): Contents<typeof boardSchema> => ({
  v: 1,
  role: 'board',
  signing: await newPrivateJwk('ES256'),
});

const secret = (random: PortalRandom): string =>
  Buffer.from(random.bytes(32)).toString('base64url');
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64url');

export interface RoleKeys {
  readonly registrar: RegistrarKeys;
  readonly ballotBox: BallotBoxKeys;
  readonly board: BoardKeys;
}

/** Names of the files, beside the portal's own key file. */
export const ROLE_KEY_FILES = {
  registrar: 'registrar-keys.json',
  ballotBox: 'ballot-box-keys.json',
  board: 'board-keys.json',
} as const;

/** The roles' keys; made when there are none yet. Throws `SecretFileError` for a file that others can read. */
export const loadRoleKeys = async (
  portalKeysFile: string,
  random: PortalRandom,
): Promise<RoleKeys> => {
  const pathOf = (role: keyof typeof ROLE_KEY_FILES): string =>
    join(dirname(portalKeysFile), ROLE_KEY_FILES[role]);
  const registrar = await loadSecretJson(pathOf('registrar'), registrarSchema, random, () =>
    newRegistrar(random),
  );
  const ballotBox = await loadSecretJson(pathOf('ballotBox'), ballotBoxSchema, random, () =>
    newBallotBox(random),
  );
  const board = await loadSecretJson(pathOf('board'), boardSchema, random, newBoard);
  return {
    registrar: {
      sealing: createSealingKey(registrar.sealing.d),
      sealingPublic: publicPart(registrar.sealing),
      personKey: bytesOf(registrar.personKey),
      wrapKey: bytesOf(registrar.wrapKey),
    },
    ballotBox: {
      signing: toSigningKey(ballotBox.signing),
      wrapKey: bytesOf(ballotBox.wrapKey),
    },
    board: { signing: toSigningKey(board.signing) },
  };
};
