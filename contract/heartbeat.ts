import * as v from 'valibot';

/** What a printer says of its paper; `unknown` for printers that say nothing. */
export const PAPER_STATES = ['ok', 'low', 'out', 'unknown'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * How a kiosk is, carried in its signed question for news: numbers and states of the device, nothing
 * of any person and no times of what people did.
 */
export const heartbeatSchema = v.strictObject({
  version: v.pipe(v.string(), v.maxLength(40)),
  waiting: count,
  setAside: count,
  /** Free space where the kiosk keeps everything; left out while it is not known. */
  freeMegabytes: v.optional(count),
  paper: v.optional(v.picklist(PAPER_STATES)),
  /** Milliseconds by which the best known time is ahead of the device's own clock. */
  clockOffset: v.pipe(v.number(), v.safeInteger()),
  /** Names of what staff must look at. */
  alarms: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z_-]{1,39}$/))), v.maxLength(20)),
});
export type Heartbeat = v.InferOutput<typeof heartbeatSchema>;
