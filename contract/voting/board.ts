import * as v from 'valibot';
import { totalsSchema } from '../domain/survey-totals.ts';
import { identifierSchema } from '../packs.ts';
import { digestSchema } from '../sync-protocol.ts';
import { TRACKER } from './tracker.ts';

/** `typ` of the JWS by the board's key. */
export const BOARD_TYPE = 'asan-board+jws';
/** Kind of the publication that carries it; the id is the survey's, the body `signedBoardSchema`. */
export const BOARD_PUBLICATION = 'survey-board';

const tally = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const perClass = <S extends v.GenericSchema>(schema: S) =>
  v.strictObject({ verified: schema, declared: schema });

/**
 * One step of what is published about a survey. Steps come when at least `minBatch` new ballots of a
 * class have been counted, and at the end; never with each ballot.
 */
export const boardSchema = v.strictObject({
  v: v.literal(1),
  surveyId: identifierSchema,
  /** Rises with each step. */
  step: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Milliseconds since the Unix epoch. */
  asOf: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Nothing comes after it. */
  final: v.boolean(),
  /** Tokens given: how many people took part, by class and by channel. */
  issued: v.strictObject({
    verified: tally,
    declared: tally,
    byChannel: v.strictObject({ kiosk: tally, online: tally }),
  }),
  /** Ballots counted, and those that hold no readable answers. */
  cast: perClass(tally),
  spoilt: perClass(tally),
  /** Of the counted ballots, sorted: a place says nothing of when. */
  trackers: v.array(v.pipe(v.string(), v.regex(TRACKER))),
  /** Null while the survey's rule keeps figures back. */
  totals: v.nullable(perClass(totalsSchema)),
  /** Merkle tree hash of `trackers`, see tracker-root.ts. */
  root: digestSchema,
});
export type Board = v.InferOutput<typeof boardSchema>;

export const signedBoardSchema = v.strictObject({
  /** Compact JWS whose payload is a `boardSchema`. */
  board: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]+$/)),
});
