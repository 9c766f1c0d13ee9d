import * as v from 'valibot';
import { totalsSchema } from '../domain/survey-totals.ts';
import { identifierSchema } from '../packs.ts';
import { digestSchema } from '../sync-protocol.ts';

/** `typ` of the JWS by the board's key. */
export const BOARD_TYPE = 'asan-board+jws';
/** Kind of the publication that carries it; the id is the survey's, the body `signedBoardSchema`. */
export const BOARD_PUBLICATION = 'survey-board';
/** Kind of the publications that carry the list of trackers; ids as `trackerPageId` makes them. */
export const TRACKERS_PUBLICATION = 'survey-trackers';
/** Trackers on one page: 96 kB. */
export const TRACKERS_A_PAGE = 6_000;

export const trackerPageId = (surveyId: string, page: number): string => `${surveyId}-${page}`;
export const trackerPages = (trackers: number): number => Math.ceil(trackers / TRACKERS_A_PAGE);

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
  /** Null while the survey's rule keeps figures back. */
  totals: v.nullable(perClass(totalsSchema)),
  /** How many trackers the list has; it travels beside, in pages. */
  trackers: tally,
  /** Merkle tree hash of the whole list, see tracker-root.ts: vouches for every page of it. */
  root: digestSchema,
});
export type Board = v.InferOutput<typeof boardSchema>;

export const signedBoardSchema = v.strictObject({
  /** Compact JWS whose payload is a `boardSchema`. */
  board: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]+$/)),
});

/** A page of the sorted list, one after the other without separators. The board's root vouches for it. */
export const trackerPageSchema = v.strictObject({
  step: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  trackers: v.pipe(
    v.string(),
    v.maxLength(TRACKERS_A_PAGE * 16),
    v.regex(/^(?:[0-9A-HJKMNP-TV-Z]{16})*$/),
  ),
});

/** The trackers of a page, in order. */
export const trackersOf = (page: v.InferOutput<typeof trackerPageSchema>): readonly string[] =>
  page.trackers.match(/.{16}/gu) ?? [];
