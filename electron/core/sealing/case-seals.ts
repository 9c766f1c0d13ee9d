import { CompactEncrypt, compactDecrypt, errors } from 'jose';
import * as v from 'valibot';
import { localizedSchema } from '../../../contract/languages.ts';
import { identifierSchema } from '../../../contract/packs.ts';
import { type CaseState, caseStateSchema, MESSAGE_TYPES } from '../../../contract/sync-protocol.ts';
import { paddedJson } from './padding.ts';

/** What the kiosk itself notes about a case, until the portal answers. */
const caseNoteSchema = v.strictObject({
  v: v.literal(1),
  reference: v.string(),
  title: localizedSchema,
  authorityId: identifierSchema,
  savedAt: v.number(),
});
export type CaseNote = v.InferOutput<typeof caseNoteSchema>;

const NOTE_TYPE = 'asan-case-note+jwe';

/** Seals the note under the receipt's key: without the receipt this kiosk cannot read it. */
export const sealCaseNote = (note: CaseNote, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(paddedJson(note))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: NOTE_TYPE })
    .encrypt(key);

/** Undefined when it is not a note under this key. */
export const openCaseNote = (sealed: string, key: Uint8Array): Promise<CaseNote | undefined> =>
  openSealed(sealed, key, NOTE_TYPE, caseNoteSchema);

/** Undefined when it is not a state that the portal sealed under this key. */
export const openCaseState = (sealed: string, key: Uint8Array): Promise<CaseState | undefined> =>
  openSealed(sealed, key, MESSAGE_TYPES.caseState, caseStateSchema);

const openSealed = async <S extends v.GenericSchema>(
  sealed: string,
  key: Uint8Array,
  type: string,
  schema: S,
): Promise<v.InferOutput<S> | undefined> => {
  const text = await decrypt(sealed, key, type);
  if (text === undefined) return undefined;
  const content = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return content.success ? content.output : undefined;
};

const decrypt = async (
  sealed: string,
  key: Uint8Array,
  type: string,
): Promise<string | undefined> => {
  try {
    const opened = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return opened.protectedHeader.typ === type
      ? new TextDecoder().decode(opened.plaintext)
      : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
};
