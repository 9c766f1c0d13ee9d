import { createHmac } from 'node:crypto';
import { parseReceiptCode } from '../../contract/domain/receipt-code.ts';
import type { Random } from './ports.ts';
import type { Store, StoreWriter } from './store/store.ts';

/** Names a submission by its receipt's reference without keeping the reference. */
export interface ReferenceTags {
  /** Undefined for what is no reference. Rejects with `StoreError` when the key cannot be kept. */
  of(reference: string): Promise<string | undefined>;
}

const NAME = 'references';
const KEY_BYTES = 32;
const TAG_CHARACTERS = 22;

/** The key is this kiosk's own: a tag means nothing anywhere else. */
export const createReferenceTags = (store: Store, random: Pick<Random, 'bytes'>): ReferenceTags => {
  const ensureKey = async (): Promise<string> => {
    const known = store.data.secrets.get(NAME)?.key;
    if (known !== undefined) return known;
    const made = Buffer.from(random.bytes(KEY_BYTES)).toString('base64url');
    const write = (writer: StoreWriter): void => {
      // Two at the same moment: the first one's key stays.
      if (writer.secrets.get(NAME) === undefined) writer.secrets.set(NAME, { key: made });
    };
    await store.update(write);
    return store.data.secrets.get(NAME)?.key ?? made;
  };

  return {
    of: async (reference) => {
      const read = parseReceiptCode(reference);
      if (!read.ok) return undefined;
      const key = Buffer.from(await ensureKey(), 'base64url');
      return createHmac('sha256', key)
        .update(`reference|${read.value}`)
        .digest('base64url')
        .slice(0, TAG_CHARACTERS);
    },
  };
};
