/**
 * What a kiosk counts about its own use. Names and keys are words of ours, never what a person
 * typed, and nothing is counted by person or by minute: the finest grain is a day.
 */
export const COUNTER_NAMES = [
  'sessions', // begun, finished, idle, abandoned (idle with a form begun)
  'submissions', // by kind of item: application, appeal, …
  'languages', // of the screen when something was submitted: az, ru, en
  'started', // forms begun, by service
  'left_at', // forms begun and not sent, by the question that was open: "service.field"
  'minutes', // from the form's begin until it was sent, by MINUTE_BANDS
  'accessibility', // features used, once a session, by ACCESSIBILITY_FEATURES
  'ratings', // 1 to 5
  'printer', // printed, failed
  'calls', // staff called: raised, answered
] as const;
export type CounterName = (typeof COUNTER_NAMES)[number];

/** Lower bounds in minutes of the bands in which the time for a form is counted. */
export const MINUTE_BANDS = [0, 2, 5, 10, 20] as const;

/** `keyboard`: the screen was led by keys; `language`: another language was chosen in mid-visit. */
export const ACCESSIBILITY_FEATURES = [
  'large_text',
  'contrast',
  'dark',
  'speech',
  'low_reach',
  'keyboard',
  'still',
  'steady',
  'language',
] as const;
export type AccessibilityFeature = (typeof ACCESSIBILITY_FEATURES)[number];

/** A key that a counter takes; anything else is counted as "other", so that nothing typed can become one. */
export const COUNTER_KEY = /^[a-z0-9][a-z0-9_.-]{0,79}$/;

/** What happened on one day, by name and key. */
export interface DayCounts {
  /** ISO day in Baku. */
  readonly day: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** "submissions/appeal". */
export const counterId = (name: CounterName, key: string): string => `${name}/${key}`;

/** The band of a length of time, as a counter's key. */
export const minuteBand = (milliseconds: number): string =>
  String(MINUTE_BANDS.findLast((least) => milliseconds >= least * 60_000) ?? 0);
