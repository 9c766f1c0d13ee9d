import type { Localized } from './languages.ts';

/** Days that the figures of a kiosk go back. */
export const FIGURE_PERIODS = [7, 30, 90] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];

export const FIGURE_NAMES = [
  'submissions',
  'sessions',
  'languages',
  'minutes',
  'left_at',
  'ratings',
  'accessibility',
  'printer',
  'calls',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** A number; null where it is too small to be shown without pointing to a person. */
export type Cell = number | null;

export interface FigureRow {
  readonly key: string;
  /** What the key stands for, where only the content packs know it. */
  readonly label?: Localized;
  readonly values: readonly Cell[];
}

/** One chart, as a table: each row has a value for each series. */
export interface Figure {
  readonly name: FigureName;
  /** `day` and `week`: keys of rows are ISO days; `word`: they are keys of the counter. */
  readonly by: 'day' | 'week' | 'word';
  readonly series: readonly string[];
  readonly rows: readonly FigureRow[];
  /** Rows that were left out because there are too many, smallest first. */
  readonly leftOut: number;
}

export interface Figures {
  /** ISO days in Baku, both included. */
  readonly from: string;
  readonly to: string;
  readonly figures: readonly Figure[];
}
