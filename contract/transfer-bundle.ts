import * as v from 'valibot';

/**
 * What travels on a USB stick where there is no network: the very messages of sync-protocol.ts, in
 * one file. Each message is signed by itself; the file around them is not trusted.
 */

const message = v.pipe(v.string(), v.maxLength(4_000_000), v.regex(/^[A-Za-z0-9_.-]+$/));

const bundle = <K extends string>(kind: K) =>
  v.strictObject({
    v: v.literal(1),
    kind: v.literal(kind),
    /** The kiosk that asks, or is answered. */
    kiosk: v.pipe(v.string(), v.uuid()),
    madeAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    /** Compact JWS, in order. */
    messages: v.pipe(v.array(message), v.minLength(1), v.maxLength(100)),
  });

/** From the kiosk: batches in order, then one pull. */
export const questionsBundleSchema = bundle('asan-kiosk-questions');
export type QuestionsBundle = v.InferOutput<typeof questionsBundleSchema>;

/** From the portal: one answer for each question, in the same order; batches that were not taken are left out, with all after them. */
export const answersBundleSchema = bundle('asan-kiosk-answers');
export type AnswersBundle = v.InferOutput<typeof answersBundleSchema>;

export const BUNDLE_LIMITS = {
  /** Batches in one file; what is left goes into the next. */
  batches: 20,
  /** Bytes of a file that are read at most. */
  bytes: 60_000_000,
} as const;

/** File names: "asan-questions-<kiosk>.json" and "asan-answers-<kiosk>.json". */
export const questionsFile = (kiosk: string): string => `asan-questions-${kiosk}.json`;
export const answersFile = (kiosk: string): string => `asan-answers-${kiosk}.json`;
