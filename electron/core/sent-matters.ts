import { scrypt } from 'node:crypto';
import { matterText } from '../../contract/domain/same-matter.ts';
import type { Answers } from '../../contract/packs.ts';
import type { MatterRecord } from './store/records.ts';
import type { StoreReader, StoreWriter } from './store/store.ts';

/**
 * What was sent from this kiosk, so that the same twice is noticed: by a slow hash of the whole
 * text, of which nothing can be read and which cannot be guessed without knowing every word of it.
 */
export interface SentMatters {
  /** Names a matter; takes some ten milliseconds of a thread. */
  tagOf(serviceId: string, answers: Answers): Promise<string>;
  find(tag: string): MatterRecord | undefined;
  /** For the change that saves the submission. */
  note(tag: string, matter: MatterRecord): (writer: StoreWriter) => void;
}

/** Milliseconds after which somebody who writes the same has reason to. */
const REMEMBERED = 30 * 24 * 60 * 60 * 1000;
const SALT = 'asan-matter/1';
const COST = { N: 2 ** 14, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const BYTES = 24;

const slowHash = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    scrypt(text, SALT, BYTES, COST, (error, key) => {
      if (error === null) resolve(key.toString('base64url'));
      else reject(error);
    });
  });

const isOld = ({ savedAt }: MatterRecord, now: number): boolean => savedAt < now - REMEMBERED;

export const createSentMatters = (
  data: Pick<StoreReader, 'matters'>,
  now: () => number,
): SentMatters => ({
  tagOf: (serviceId, answers) => slowHash(matterText(serviceId, answers)),
  find: (tag) => {
    const matter = data.matters.get(tag);
    return matter === undefined || isOld(matter, now()) ? undefined : matter;
  },
  note: (tag, matter) => (writer) => {
    for (const [old, known] of [...data.matters.entries()])
      if (isOld(known, now())) writer.matters.delete(old);
    writer.matters.set(tag, matter);
  },
});
