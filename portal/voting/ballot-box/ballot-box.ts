import { setImmediate } from 'node:timers/promises';
import type { KeyObject } from 'node:crypto';
import type { VoteClass } from '../../../contract/domain/survey.ts';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import type { Ballot, BallotReceipt, BallotRefusal } from '../../../contract/voting/ballot.ts';
import { BALLOT_RECEIPT_TYPE } from '../../../contract/voting/ballot.ts';
import { surveyPhase, type SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { Db, Tx } from '../../context.ts';
import { newPrivateJwk, publicPart } from '../../keys/portal-keys.ts';
import { digestOf } from '../../seals/digest.ts';
import { createSealingKey } from '../../seals/key-agreement.ts';
import { signMessage } from '../../seals/signed-messages.ts';
import type { BallotBoxKeys } from '../role-keys.ts';
import type { SurveyRecords } from '../survey-records.ts';
import { unwrapSecret, wrapSecret } from '../wrapped-secret.ts';
import { type CountedBallots, countOpened, type Opened, type PerClass } from './count.ts';
import { openBallot } from './open-ballot.ts';
import { importVoteKey, isToken, messageOf } from './token.ts';

export interface BallotBoxOptions {
  readonly keys: BallotBoxKeys;
  readonly surveys: SurveyRecords;
}

export interface FreshBoxKey {
  readonly public: PublicJwk;
  /** As `ballot_box_keys.secret` keeps it. */
  readonly secret: string;
}

/** Knows what was said, never by whom. Ballots are opened only to count them. */
export interface BallotBox {
  readonly signingPublic: PublicJwk;
  createKey(surveyId: string): Promise<FreshBoxKey>;
  keepKey(tx: Tx, surveyId: string, key: FreshBoxKey): Promise<void>;
  /** Takes a ballot once, however often it comes; answers a signed receipt. `now` in milliseconds since the Unix epoch. */
  take(db: Db, ballot: Ballot, now: number): Promise<string>;
  /** How many there are, opened or not. */
  sizes(db: Db | Tx, manifest: SurveyManifest): Promise<PerClass<number>>;
  /** Opens and counts all ballots of a survey: about 0.3 ms each. */
  count(db: Db | Tx, manifest: SurveyManifest): Promise<CountedBallots>;
}

/** Ballots opened in one go, about 10 ms. */
const AT_A_TIME = 30;

export const createBallotBox = ({ keys, surveys }: BallotBoxOptions): BallotBox => {
  const voteKeys = new Map<string, KeyObject>();

  const voteKey = ({ voteKeys: listed }: SurveyManifest, kid: string): KeyObject | undefined => {
    const entry = listed.find((key) => key.kid === kid);
    if (entry === undefined) return undefined;
    const key = voteKeys.get(kid) ?? importVoteKey(entry);
    voteKeys.set(kid, key);
    return key;
  };

  const isTaken = async (db: Db, token: string): Promise<boolean> =>
    (await db
      .selectFrom('ballot_box_ballots')
      .select('token')
      .where('token', '=', token)
      .executeTakeFirst()) !== undefined;

  const keep = async (db: Db, token: string, ballot: Ballot): Promise<void> => {
    const { surveyId, kid, rnd, sealed, sig } = ballot;
    await db
      .insertInto('ballot_box_ballots')
      .values({ token, survey_id: surveyId, kid, rnd, sealed, sig })
      .onConflict((conflict) => conflict.column('token').doNothing())
      .execute();
  };

  const outcomeOf = async (
    db: Db,
    ballot: Ballot,
    message: Uint8Array,
    now: number,
  ): Promise<'taken' | BallotRefusal> => {
    const token = digestOf(message);
    if (await isTaken(db, token)) return 'taken';
    const manifest = await surveys.find(db, ballot.surveyId);
    const key = manifest && voteKey(manifest, ballot.kid);
    if (manifest === undefined || key === undefined) return 'unknown_survey';
    if (!isToken(message, ballot.sig, key)) return 'bad_token';
    const phase = surveyPhase(manifest.times, now);
    if (phase === 'announced') return 'not_open';
    if (phase === 'final') return 'too_late';
    await keep(db, token, ballot);
    return 'taken';
  };

  return {
    signingPublic: keys.signing.public,
    createKey: async (surveyId) => {
      const jwk = await newPrivateJwk('ECDH-ES');
      return { public: publicPart(jwk), secret: await wrapSecret(jwk.d, surveyId, keys.wrapKey) };
    },
    keepKey: async (tx, surveyId, { secret }) => {
      await tx.insertInto('ballot_box_keys').values({ survey_id: surveyId, secret }).execute();
    },
    take: async (db, ballot, now) => {
      const message = messageOf(ballot);
      const outcome = await outcomeOf(db, ballot, message, now);
      const about = { v: 1, surveyId: ballot.surveyId, token: digestOf(message) } as const;
      const receipt: BallotReceipt =
        outcome === 'taken'
          ? { ...about, status: 'taken' }
          : { ...about, status: 'refused', reason: outcome };
      return signMessage(receipt, BALLOT_RECEIPT_TYPE, keys.signing);
    },
    sizes: async (db, { surveyId, voteKeys: listed }) => {
      const rows = await db
        .selectFrom('ballot_box_ballots')
        .select(['kid', (eb) => eb.fn.countAll<number>().as('ballots')])
        .where('survey_id', '=', surveyId)
        .groupBy('kid')
        .execute();
      const sizeOf = (voteClass: VoteClass): number => {
        const kid = listed.find((key) => key.class === voteClass)?.kid;
        return rows.find((row) => row.kid === kid)?.ballots ?? 0;
      };
      return { verified: sizeOf('verified'), declared: sizeOf('declared') };
    },
    count: async (db, manifest) => {
      const { surveyId } = manifest;
      const { secret } = await db
        .selectFrom('ballot_box_keys')
        .select('secret')
        .where('survey_id', '=', surveyId)
        .executeTakeFirstOrThrow();
      const key = createSealingKey(await unwrapSecret(secret, surveyId, keys.wrapKey));
      const ballots = await db
        .selectFrom('ballot_box_ballots')
        .select(['kid', 'sealed'])
        .where('survey_id', '=', surveyId)
        .orderBy('token')
        .execute();
      const opened: Opened[] = [];
      for (const { kid, sealed } of ballots) {
        // Opening is computing: let other requests in between.
        if (opened.length % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
        opened.push({ kid, ballot: openBallot(sealed, manifest, key) });
      }
      return countOpened(manifest, opened);
    },
  };
};
