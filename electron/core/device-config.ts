import * as v from 'valibot';
import { screenMeasureSchema } from '../../contract/domain/screen-geometry.ts';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const wholeNumber = (fallback: number, least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)), fallback);

/** SPKI of an Ed25519 key (RFC 8410): 44 bytes, base64url. */
export const updateKeySchema = v.pipe(v.string(), v.regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9_-]{43}$/));

export const CHANNELS = ['stable', 'trial'] as const;

/** What an installer says of the device itself; part of the kiosk's configuration file. */
export const deviceConfigEntries = {
  /** IANA name; of the device's clock, checked by the self-check. */
  timeZone: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, 'there is no such time zone')),
    'Asia/Baku',
  ),
  /** What stands beside the screen: the report asks whether each was tried. */
  attached: v.optional(
    v.strictObject({
      /** A scanner or card reader that types. */
      reader: v.optional(v.boolean(), false),
      headset: v.optional(v.boolean(), false),
      /** Sends F2, which opens "Help". */
      helpButton: v.optional(v.boolean(), false),
    }),
  ),
  /** Left out: 24 px of text and 64 px of target, whatever that is in millimetres. */
  screen: v.optional(screenMeasureSchema),
  maintenance: v.optional(
    v.strictObject({
      /** Time of day, by the device's clock, of the nightly restart; it waits for a free kiosk. */
      restartAt: v.optional(v.pipe(v.string(), v.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/))),
      /** The log is kept in this many files of this many megabytes. */
      logFiles: wholeNumber(5, 2, 50),
      logMegabytes: wholeNumber(5, 1, 100),
      /** Free space, in megabytes, below which staff are warned. */
      leastFreeMegabytes: wholeNumber(1_024, 64, 1_000_000),
    }),
    { logFiles: 5, logMegabytes: 5, leastFreeMegabytes: 1_024 },
  ),
  /** Whose signed bundles are taken from a stick. Left out: none are. */
  updates: v.optional(
    v.strictObject({
      channel: v.optional(v.picklist(CHANNELS), 'stable'),
      keys: v.pipe(v.array(updateKeySchema), v.minLength(2), v.maxLength(20)),
    }),
  ),
} as const;
