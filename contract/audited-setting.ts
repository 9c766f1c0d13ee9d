import * as v from 'valibot';
import { languageSchema } from './languages.ts';

/** What a setting was changed to, where a line has room for it: languages, seconds, days, yes or no. */
const settingSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.array(languageSchema),
    v.strictObject({ warnAfter: v.number(), wipeAfter: v.number() }),
    v.strictObject({ offered: v.boolean() }),
    v.number(),
  ]),
);
export type AuditedSetting = v.InferOutput<typeof settingSchema>;

/** Reads the setting in an audit line's reason; undefined where it is told in another way. */
export const readAuditedSetting = (reason: string): AuditedSetting | undefined => {
  const read = v.safeParse(settingSchema, reason);
  return read.success ? read.output : undefined;
};
