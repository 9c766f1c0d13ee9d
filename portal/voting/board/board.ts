import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import * as v from 'valibot';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import { type Board, BOARD_TYPE, boardSchema } from '../../../contract/voting/board.ts';
import { surveyPhase, type SurveyManifest } from '../../../contract/voting/manifest.ts';
import { trackerRoot } from '../../../contract/voting/tracker-root.ts';
import { VOTE_CLASSES, type VoteClass } from '../../../contract/domain/survey.ts';
import type { Db, Tx } from '../../context.ts';
import { signMessage } from '../../seals/signed-messages.ts';
import { type CountedBallots, type PerClass, sizesOf } from '../ballot-box/count.ts';
import type { IssuedCounts } from '../registrar/registrar.ts';
import type { BoardKeys } from '../role-keys.ts';

export interface SignedBoard {
  readonly board: Board;
  /** The JWS. */
  readonly signed: string;
  /** Sorted. */
  readonly trackers: readonly string[];
}

/** Publishes: what it says is public and signed, in steps, never live. */
export interface BoardRole {
  readonly signingPublic: PublicJwk;
  /** The last step; undefined before the first. */
  latest(db: Db | Tx, surveyId: string): Promise<SignedBoard | undefined>;
  /** The last steps of these surveys, by survey, without their lists. */
  latestOf(db: Db, surveyIds: readonly string[]): Promise<ReadonlyMap<string, Board>>;
  /** The survey in whose last list the tracker stands. */
  listing(db: Db, tracker: string): Promise<string | undefined>;
  keep(tx: Tx, step: Board, trackers: readonly string[]): Promise<SignedBoard>;
}

const parseBoard = (json: string): Board => v.parse(boardSchema, JSON.parse(json));

const splitList = (trackers: string): readonly string[] => trackers.match(/.{16}/gu) ?? [];

/** Also where two trackers side by side only look like it. */
const mayList = (db: Db, tracker: string) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('board_steps')
        .distinctOn('survey_id')
        .select(['survey_id', 'trackers'])
        .orderBy('survey_id')
        .orderBy('step', 'desc')
        .as('latest'),
    )
    .selectAll()
    .where(sql<boolean>`position(${tracker} in trackers) > 0`)
    .execute();

const readLatest = (db: Db, surveyIds: readonly string[]) =>
  db
    .selectFrom('board_steps')
    .distinctOn('survey_id')
    .select(['survey_id', 'board'])
    .where(sql<boolean>`survey_id = any(${[...surveyIds]}::text[])`)
    .orderBy('survey_id')
    .orderBy('step', 'desc')
    .execute();

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export const createBoard = ({ signing }: BoardKeys): BoardRole => ({
  signingPublic: signing.public,
  latest: async (db, surveyId) => {
    const row = await db
      .selectFrom('board_steps')
      .select(['board', 'signed', 'trackers'])
      .where('survey_id', '=', surveyId)
      .orderBy('step', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return {
      board: parseBoard(row.board),
      signed: row.signed,
      trackers: splitList(row.trackers),
    };
  },
  latestOf: async (db, surveyIds) => {
    const rows = await readLatest(db, surveyIds);
    return new Map(rows.map(({ survey_id: id, board }) => [id, parseBoard(board)]));
  },
  listing: async (db, tracker) =>
    (await mayList(db, tracker)).find(({ trackers }) => splitList(trackers).includes(tracker))
      ?.survey_id,
  keep: async (tx, step, trackers) => {
    const signed = signMessage(step, BOARD_TYPE, signing);
    await tx
      .insertInto('board_steps')
      .values({
        survey_id: step.surveyId,
        step: step.step,
        final: step.final,
        board: JSON.stringify(step),
        signed,
        trackers: trackers.join(''),
      })
      .execute();
    return { board: step, signed, trackers };
  },
});

/**
 * Whether a step is due: at the end always, before only when each class that has changed has grown by
 * a whole batch, so that the difference of two steps speaks of many. `now` in milliseconds since the
 * Unix epoch.
 */
export const isStepDue = (
  { content, times }: SurveyManifest,
  before: Board | undefined,
  sizes: PerClass<number>,
  now: number,
): boolean => {
  if (before?.final === true) return false;
  if (surveyPhase(times, now) === 'final') return true;
  const known = (voteClass: VoteClass): number =>
    before === undefined ? 0 : sizesOf(before)[voteClass];
  const growth = VOTE_CLASSES.map((voteClass) => sizes[voteClass] - known(voteClass));
  const grown = growth.filter((ballots) => ballots > 0);
  return grown.length > 0 && grown.every((ballots) => ballots >= content.minBatch);
};

/** The step after `before`. */
export const nextStep = (
  manifest: SurveyManifest,
  before: Board | undefined,
  issued: IssuedCounts,
  { cast, spoilt, trackers, totals }: CountedBallots,
  now: number,
): Board => {
  const final = surveyPhase(manifest.times, now) === 'final';
  return {
    v: 1,
    surveyId: manifest.surveyId,
    step: (before?.step ?? 0) + 1,
    asOf: now,
    final,
    issued,
    cast,
    spoilt,
    trackers: trackers.length,
    totals: final || manifest.content.resultRule === 'in_steps' ? totals : null,
    root: Buffer.from(trackerRoot(trackers, sha256)).toString('base64url'),
  };
};
