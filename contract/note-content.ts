import * as v from 'valibot';
import { NOTE_KINDS } from './item-kinds.ts';
import { PROTOCOL_VERSION } from './sync-protocol.ts';

/** What every note's sealed content begins with; each kind adds its own. */
export const noteHead = {
  v: v.literal(PROTOCOL_VERSION),
  id: v.pipe(v.string(), v.uuid()),
  kind: v.picklist(NOTE_KINDS),
};
export type NoteContent = v.InferOutput<v.StrictObjectSchema<typeof noteHead, undefined>>;
