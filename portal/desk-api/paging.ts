import * as v from 'valibot';

/** Lists that grow without end are read a page at a time; the first page is 1. */
export const ROWS_PER_PAGE = 50;

/** A number of a query string, where it arrives as text. */
const queryNumber = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number), v.minValue(1), v.maxValue(most));

/** Which page is asked for, in decimal; left out: the first. */
export const askedPageSchema = v.optional(queryNumber(100_000), '1');

const pageNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Which page it is, and how many there are. */
export const pageEntries = { page: pageNumber, pages: pageNumber };
export const pageOfSchema = v.strictObject(pageEntries);
export type PageOf = v.InferOutput<typeof pageOfSchema>;
