import { attachmentPartSchema, type AttachmentPart } from '../../contract/attachment.ts';
import type { Db, PortalContext, Tx } from '../context.ts';
import { digestOf } from '../seals/digest.ts';
import { openSealed } from '../seals/submission-seal.ts';

const readParts = (db: Db | Tx, fileId: string) =>
  db
    .selectFrom('attachment_parts')
    .select(['id', 'index', 'sealed'])
    .where('file_id', '=', fileId)
    .orderBy('index')
    .execute();

/**
 * Opens a file's parts and puts them together; undefined when one is missing, cannot be opened, or
 * the whole is not what its sender hashed. The bytes live in memory only while they are passed on.
 */
export const openFile = async (
  { keys }: Pick<PortalContext, 'keys'>,
  db: Db | Tx,
  fileId: string,
): Promise<{ readonly bytes: Buffer; readonly part: AttachmentPart } | undefined> => {
  const rows = await readParts(db, fileId);
  const parts = rows.flatMap(({ id, sealed }) => {
    const opened = openSealed(
      { id, kind: 'attachment', sealed },
      attachmentPartSchema,
      keys.sealing,
    );
    return opened.ok && opened.value.fileId === fileId ? [opened.value] : [];
  });
  const [first] = parts;
  if (first === undefined || parts.length !== first.count) return undefined;
  const bytes = Buffer.concat(parts.map(({ data }) => Buffer.from(data, 'base64')));
  return bytes.length === first.bytes && digestOf(bytes) === first.sha256
    ? { bytes, part: first }
    : undefined;
};
