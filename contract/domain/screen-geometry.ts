import * as v from 'valibot';

/** What the installer measures once: with it every size on the screen has a length in the room. */
export const screenMeasureSchema = v.strictObject({
  /** Of the visible picture, in inches, as the maker states it. */
  diagonal: v.pipe(v.number(), v.minValue(7), v.maxValue(120)),
  /** CSS pixels of the whole screen, as it stands. */
  width: v.pipe(v.number(), v.integer(), v.minValue(600), v.maxValue(8_000)),
  height: v.pipe(v.number(), v.integer(), v.minValue(600), v.maxValue(8_000)),
  /** Millimetres from a standing person's eyes to the screen. */
  distance: v.optional(v.pipe(v.number(), v.minValue(200), v.maxValue(3_000)), 500),
  /** Millimetres from the floor to the lower edge of the picture. */
  lowerEdge: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(2_500)), 800),
});
export type ScreenMeasure = v.InferOutput<typeof screenMeasureSchema>;

/** A measure as somebody types it; undefined while it can be no screen. */
export const readMeasure = (typed: unknown): ScreenMeasure | undefined => {
  const parsed = v.safeParse(screenMeasureSchema, typed);
  return parsed.success ? parsed.output : undefined;
};

/** Sizes that follow from the measure. Lengths in CSS pixels unless the name says otherwise. */
export interface ScreenGeometry {
  readonly mmPerPx: number;
  /** Side of a touch target: 20 mm, at least 64 px (Colle & Hiszem 2004). */
  readonly target: number;
  /** Usual text: a capital of 4.8 mm (US Section 508, 402.4), at least 24 px. */
  readonly baseText: number;
  /** Text in which a capital H subtends 0.7 degrees at the distance (EN 301 549, 5.1.4). */
  readonly largeText: number;
  /** Distance from the top of the screen above which a seated person does not reach (ADA 308.2.1). */
  readonly lowReachLine: number;
  /** What is below the lowest reach of a seated person, from the bottom of the screen. */
  readonly belowReach: number;
}

const MM_PER_INCH = 25.4;
const TARGET_MM = 20;
const CAPITAL_MM = 4.8;
const CAPITAL_DEGREES = 0.7;
/** Height of a capital of Noto Sans, in em; measured. */
export const CAPITAL_EM = 0.719;
/** Millimetres above the floor. */
const REACH = { lowest: 380, highest: 1_220 } as const;
export const LEAST_TEXT = 24;
export const LEAST_TARGET = 64;

const fontFor = (capitalMm: number, mmPerPx: number): number =>
  Math.ceil(capitalMm / mmPerPx / CAPITAL_EM);

/** Sizes without floors, as the table of the sources has them. */
export const rawSizes = ({ diagonal, width, height, distance }: ScreenMeasure) => {
  const mmPerPx = (diagonal * MM_PER_INCH) / Math.hypot(width, height);
  const capital = distance * Math.tan((CAPITAL_DEGREES * Math.PI) / 180);
  return {
    mmPerPx,
    target: Math.ceil(TARGET_MM / mmPerPx),
    baseText: fontFor(CAPITAL_MM, mmPerPx),
    largeText: fontFor(capital, mmPerPx),
  };
};

const within = (value: number, most: number): number =>
  Math.round(Math.min(Math.max(value, 0), most));

export const screenGeometry = (measure: ScreenMeasure): ScreenGeometry => {
  const { mmPerPx, target, baseText, largeText } = rawSizes(measure);
  const { height, lowerEdge } = measure;
  const upperEdge = lowerEdge + height * mmPerPx;
  return {
    mmPerPx,
    target: Math.max(target, LEAST_TARGET),
    baseText: Math.max(baseText, LEAST_TEXT),
    largeText: Math.max(largeText, LEAST_TEXT),
    lowReachLine: within((upperEdge - REACH.highest) / mmPerPx, height),
    belowReach: within((REACH.lowest - lowerEdge) / mmPerPx, height),
  };
};

/** What a screen of this measure cannot do well. Nothing here stops a kiosk; the installer decides. */
export type ScreenWorry = 'tiny_pixels' | 'far_text' | 'out_of_reach' | 'too_low' | 'low_room';

/** Room that a page needs between the reach lines: bars, heading, one question, one button. */
const LEAST_REACHED = 600;

export const screenWorries = (measure: ScreenMeasure): readonly ScreenWorry[] => {
  const { mmPerPx, target, baseText, largeText, lowReachLine, belowReach } =
    screenGeometry(measure);
  const reached = measure.height - lowReachLine - belowReach;
  return [
    // Targets or letters so many pixels large that a page holds too few of them.
    ...(target > 110 || mmPerPx < 0.18 ? (['tiny_pixels'] as const) : []),
    // Twice the usual text is the largest that the screen offers.
    ...(largeText > baseText * 2 ? (['far_text'] as const) : []),
    ...(lowReachLine >= measure.height ? (['out_of_reach'] as const) : []),
    ...(belowReach > 0 ? (['too_low'] as const) : []),
    ...(lowReachLine < measure.height && reached < Math.min(LEAST_REACHED, measure.height * 0.75)
      ? (['low_room'] as const)
      : []),
  ];
};
