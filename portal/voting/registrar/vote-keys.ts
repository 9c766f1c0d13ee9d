import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { VoteClass } from '../../../contract/domain/survey.ts';
import type { VoteKey } from '../../../contract/voting/manifest.ts';
import type { Db, Tx } from '../../context.ts';
import { digestOf } from '../../seals/digest.ts';
import type { RegistrarKeys } from '../role-keys.ts';
import { unwrapSecret, wrapSecret } from '../wrapped-secret.ts';
import { type BlindSigner, createBlindSigner } from './blind-sign.ts';

const generate = promisify(generateKeyPair);

export interface FreshVoteKey {
  readonly public: VoteKey;
  /** As `registrar_keys.secret` keeps it. */
  readonly secret: string;
}

const placeOf = (surveyId: string, voteClass: VoteClass): string => `${surveyId}.${voteClass}`;

/** A new RSA-2048 key for one survey and class. About 0.2 s. */
export const createVoteKey = async (
  surveyId: string,
  voteClass: VoteClass,
  keys: RegistrarKeys,
): Promise<FreshVoteKey> => {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
  return {
    public: { class: voteClass, kid: digestOf(spki), spki: spki.toString('base64url') },
    secret: await wrapSecret(pkcs8, placeOf(surveyId, voteClass), keys.wrapKey),
  };
};

export interface VoteSigners {
  /** Undefined when there is no such key, or no more. */
  find(db: Db | Tx, surveyId: string, kid: string): Promise<BlindSigner | undefined>;
  forget(surveyId: string): void;
}

/** Opens each key once. */
export const createVoteSigners = (keys: RegistrarKeys): VoteSigners => {
  const open = new Map<string, Map<string, BlindSigner>>();

  const load = async (
    db: Db | Tx,
    surveyId: string,
    kid: string,
  ): Promise<BlindSigner | undefined> => {
    const row = await db
      .selectFrom('registrar_keys')
      .select(['class', 'secret'])
      .where('survey_id', '=', surveyId)
      .where('kid', '=', kid)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const pkcs8 = await unwrapSecret(row.secret, placeOf(surveyId, row.class), keys.wrapKey);
    const key = Buffer.from(pkcs8, 'base64url');
    const signer = createBlindSigner(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
    open.set(surveyId, (open.get(surveyId) ?? new Map<string, BlindSigner>()).set(kid, signer));
    return signer;
  };

  return {
    find: async (db, surveyId, kid) => open.get(surveyId)?.get(kid) ?? load(db, surveyId, kid),
    forget: (surveyId) => open.delete(surveyId),
  };
};
