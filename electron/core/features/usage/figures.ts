import {
  ACCESSIBILITY_FEATURES,
  MINUTE_BANDS,
  type CounterName,
  type DayCounts,
} from '../../../../contract/counters.ts';
import type { Cell, Figure, FigureName, Figures } from '../../../../contract/figures.ts';
import type { Localized } from '../../../../contract/languages.ts';

/** Counts below this could point to a person where they say how somebody is or what somebody thinks. */
const LEAST_SHOWN = 5;
/** More days than these are drawn as weeks. */
const MOST_DAYS = 31;
/** Rows of the longest figure. */
const MOST_ROWS = 15;

interface Period {
  readonly days: readonly string[];
  readonly counts: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

const DAY = 24 * 60 * 60 * 1000;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Every day of the period, also those on which nothing happened. */
const daysUntil = (today: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    isoDay(Date.parse(`${today}T00:00:00Z`) - (count - 1 - index) * DAY),
  );

/** The Monday of a day's week. */
const weekOf = (day: string): string => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return isoDay(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY);
};

/** Keys of one counter with their sums over some days. */
const sumOf = ({ counts }: Period, name: CounterName, days: readonly string[]) => {
  const sums = new Map<string, number>();
  for (const day of days)
    for (const [id, count] of Object.entries(counts.get(day) ?? {}))
      if (id.startsWith(`${name}/`)) {
        const key = id.slice(name.length + 1);
        sums.set(key, (sums.get(key) ?? 0) + count);
      }
  return sums;
};

const overTime = (
  period: Period,
  name: CounterName & FigureName,
  fixed?: readonly string[],
): Figure => {
  const weekly = period.days.length > MOST_DAYS;
  const slots = new Map<string, string[]>();
  for (const day of period.days) {
    const slot = weekly ? weekOf(day) : day;
    slots.set(slot, [...(slots.get(slot) ?? []), day]);
  }
  const series = fixed ?? [...sumOf(period, name, period.days).keys()].sort();
  const rows = [...slots].map(([key, days]) => {
    const sums = sumOf(period, name, days);
    return { key, values: series.map((one) => sums.get(one) ?? 0) };
  });
  return { name, by: weekly ? 'week' : 'day', series, rows, leftOut: 0 };
};

/**
 * Hides what is small. When only one of several is hidden it could be had by taking the others from
 * a total that is known elsewhere, so the next smallest is hidden with it.
 */
export const hideSmall = (values: readonly number[]): readonly Cell[] => {
  const hidden = new Set(
    values.flatMap((value, index) => (value > 0 && value < LEAST_SHOWN ? [index] : [])),
  );
  if (hidden.size === 1) {
    const [next] = values
      .map((value, index) => ({ value, index }))
      .filter(({ value, index }) => value > 0 && !hidden.has(index))
      .sort((a, b) => a.value - b.value);
    if (next !== undefined) hidden.add(next.index);
  }
  return values.map((value, index) => (hidden.has(index) ? null : value));
};

const byWord = (
  period: Period,
  name: CounterName & FigureName,
  fixed?: readonly string[],
): Figure => {
  const sums = sumOf(period, name, period.days);
  const keys = fixed ?? [...sums.keys()].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
  const shown = keys.slice(0, MOST_ROWS);
  const cells = hideSmall(shown.map((key) => sums.get(key) ?? 0));
  return {
    name,
    by: 'word',
    series: ['count'],
    rows: shown.map((key, index) => ({ key, values: [cells[index] ?? null] })),
    leftOut: keys.length - shown.length,
  };
};

/** Names of keys that only the content packs know; undefined for those that are gone. */
export type KeyNames = (key: string) => Localized | undefined;

const named = (figure: Figure, nameOf: KeyNames): Figure => ({
  ...figure,
  rows: figure.rows.map((row) => {
    const label = nameOf(row.key);
    return label === undefined ? row : { ...row, label };
  }),
});

/** The figures of the last `days` days, as tables without a single person in them. */
export const figuresOf = (
  counted: readonly DayCounts[],
  today: string,
  days: number,
  leftAt: KeyNames = () => undefined,
): Figures => {
  const period: Period = {
    days: daysUntil(today, days),
    counts: new Map(counted.map(({ day, counts }) => [day, counts])),
  };
  return {
    from: period.days[0] ?? today,
    to: today,
    figures: [
      overTime(period, 'submissions'),
      overTime(period, 'sessions', ['finished', 'idle', 'abandoned']),
      byWord(period, 'languages', ['az', 'ru', 'en']),
      byWord(period, 'minutes', MINUTE_BANDS.map(String)),
      named(byWord(period, 'left_at'), leftAt),
      byWord(period, 'ratings', ['5', '4', '3', '2', '1']),
      byWord(period, 'accessibility', ACCESSIBILITY_FEATURES),
      overTime(period, 'printer', ['printed', 'failed']),
      overTime(period, 'calls', ['raised', 'answered']),
    ],
  };
};

/** RFC 4180 with CRLF; keys are words of ours, so nothing in it can be read as a formula. */
export const toCsv = ({ figures }: Figures): string =>
  [
    ['figure', 'row', 'series', 'count'],
    ...figures.flatMap(({ name, series, rows }) =>
      rows.flatMap(({ key, values }) =>
        series.map((one, index) => [name, key, one, String(values[index] ?? 'hidden')]),
      ),
    ),
  ]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
