import * as v from 'valibot';
import { PAPERS } from '../../../contract/print-document.ts';

/** Seconds for one document, all in all. */
const timeout = v.optional(v.pipe(v.number(), v.minValue(5), v.maxValue(600)), 45);
const paper = v.picklist(PAPERS);

/** How a kiosk prints. */
const printerSchema = v.variant('via', [
  v.strictObject({
    via: v.picklist(['cups', 'system']),
    paper,
    /** Name of the queue or device; left out: the default one. */
    name: v.optional(v.pipe(v.string(), v.regex(/^[^\s/#-][^\s/#]{0,126}$/))),
    timeout,
  }),
  v.strictObject({
    via: v.literal('folder'),
    paper,
    folder: v.pipe(v.string(), v.regex(/^(?:\/|[A-Za-z]:\\)/)),
    timeout,
  }),
]);

/** Left out: the kiosk has no printer, and no screen offers one. */
export const printerConfigEntries = { printer: v.optional(printerSchema) } as const;

/** PDF files in a folder are for demonstration: whoever reads the folder reads them. */
export const keepsPaperPrivate = (kiosk: {
  readonly printer?: v.InferOutput<typeof printerSchema> | undefined;
  readonly demonstration: boolean;
}): boolean => kiosk.printer?.via !== 'folder' || kiosk.demonstration;
