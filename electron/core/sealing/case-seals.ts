import { CompactEncrypt, compactDecrypt, errors } from 'jose';
import * as v from 'valibot';
import { localizedSchema } from '../../../contract/languages.ts';
import { identifierSchema } from '../../../contract/packs.ts';
import { appointmentSchema } from '../../../contract/receptions.ts';
import { CITIZEN_ACTS } from '../../../contract/case-talk.ts';
import {
  type CaseDetails,
  caseDetailsSchema,
  type CaseKeys,
  caseKeysSchema,
  type CaseState,
  caseStateSchema,
  MESSAGE_TYPES,
} from '../../../contract/sync-protocol.ts';
import { paddedJson } from './padding.ts';

/** What the kiosk itself notes about a case, until the portal answers. */
const caseNoteSchema = v.strictObject({
  v: v.literal(1),
  reference: v.string(),
  title: localizedSchema,
  authorityId: identifierSchema,
  savedAt: v.number(),
  /** Of a reception: what the citizen was told. */
  reception: v.optional(
    v.strictObject({ certain: v.boolean(), times: v.array(appointmentSchema) }),
  ),
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

/** What the portal shows beside the state. */
export const openCaseDetails = (
  sealed: string,
  key: Uint8Array,
): Promise<CaseDetails | undefined> =>
  openSealed(sealed, key, MESSAGE_TYPES.caseDetails, caseDetailsSchema);

/** What the citizen wrote in a case, until the portal's own state tells it. */
const localMessageSchema = v.strictObject({
  v: v.literal(1),
  act: v.picklist(CITIZEN_ACTS),
  text: v.string(),
  at: v.number(),
  pages: v.optional(v.number()),
});
export type LocalMessage = v.InferOutput<typeof localMessageSchema>;

const MESSAGE_TYPE = 'asan-own-message+jwe';

export const sealLocalMessage = (message: LocalMessage, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(paddedJson(message))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: MESSAGE_TYPE })
    .encrypt(key);

export const openLocalMessage = (
  sealed: string,
  key: Uint8Array,
): Promise<LocalMessage | undefined> => openSealed(sealed, key, MESSAGE_TYPE, localMessageSchema);

/** The keys of a signed-in person's cases; undefined when they are not for this session. */
export const openCaseKeys = async (
  sealed: string,
  sessionKey: CryptoKey,
): Promise<CaseKeys | undefined> => {
  try {
    const opened = await compactDecrypt(sealed, sessionKey, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (opened.protectedHeader.typ !== MESSAGE_TYPES.caseKeys) return undefined;
    const text = new TextDecoder().decode(opened.plaintext);
    const keys = v.safeParse(v.pipe(v.string(), v.parseJson(), caseKeysSchema), text);
    return keys.success ? keys.output : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
};

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
