import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import type { Clock, Files, KeyWrap, Log, Random } from '../ports.ts';
import { KEY_FILES } from './layout.ts';
import { StoreOpenError } from './open-error.ts';
import { isUnreadable, readWhole, replaceFile } from './whole-file.ts';

/**
 * The one number of the whole format on disk; a program refuses a higher one. 2: snapshots hold tables
 * (table.ts), and those of format 1 are still read.
 */
export const FORMAT = 2;
const KEY_BYTES = 32;

const contentSchema = v.object({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  revision: v.pipe(v.number(), v.integer()),
  journal: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  kind: v.string(),
  keys: v.pipe(v.array(v.pipe(v.string(), v.base64())), v.minLength(1)),
});
/** Beside the content, with a checksum of its own: a program that does not know it need not refuse the folder. */
const renewalSchema = v.object({ since: v.number(), from: v.number(), crc: v.number() });
const fileSchema = v.object({
  content: contentSchema,
  crc: v.number(),
  renewal: v.fallback(v.optional(renewalSchema), undefined),
});
type KeyFile = v.InferOutput<typeof contentSchema> & Renewal;

/** Where a ring stands on the way from one key to the next. */
export interface Renewal {
  /** When the first key was made, milliseconds since 1970; 0 when that is not known, or a new one is wanted. */
  readonly since: number;
  /** Everything in this segment and in later ones is sealed with the first key; 0 while that is not known of any. */
  readonly from: number;
}

/** The keys of a store, open, the one that seals first; and the random name of its journal. */
export interface KeyRing extends Renewal {
  readonly journal: string;
  readonly keys: readonly Uint8Array[];
  readonly revision: number;
  /** As the key files say it. */
  readonly format: number;
}

export interface KeyRingPorts {
  readonly folder: string;
  readonly files: Files;
  readonly keyWrap: KeyWrap;
  /** What may have protected the keys before, in the order in which it is tried. */
  readonly earlierKeyWraps?: readonly KeyWrap[] | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly log: Log;
}

/** A ring as it was found, and whether an earlier wrap had to open it. */
export interface FoundKeyRing {
  readonly ring: KeyRing;
  readonly wrappedEarlier: boolean;
}

const checksum = (content: unknown): number => crc32(JSON.stringify(content));

const UNKNOWN: Renewal = { since: 0, from: 0 };

const readRenewal = (found: v.InferOutput<typeof fileSchema>['renewal']): Renewal => {
  if (found === undefined) return UNKNOWN;
  const { crc, ...renewal } = found;
  return checksum(renewal) === crc ? renewal : UNKNOWN;
};

const parseKeyFile = (bytes: Buffer | undefined): KeyFile | undefined => {
  if (!bytes) return undefined;
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    const parsed = v.safeParse(fileSchema, json);
    if (!parsed.success || checksum(parsed.output.content) !== parsed.output.crc) return undefined;
    return { ...parsed.output.content, ...readRenewal(parsed.output.renewal) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Both copies, one after the other, so that one of them is whole at any moment. */
const writeKeyFiles = async (
  files: Files,
  folder: string,
  { since, from, ...content }: KeyFile,
): Promise<void> => {
  const renewal = { since, from };
  const file = { content, crc: checksum(content), renewal: { ...renewal, crc: checksum(renewal) } };
  const bytes = Buffer.from(JSON.stringify(file));
  for (const name of KEY_FILES) await replaceFile(files, join(folder, name), bytes);
};

/** One after the other: the first makes a key file where there is none, and a passphrase takes 128 MB each time. */
const each = async <T>(
  keys: readonly T[],
  change: (key: T) => Promise<Uint8Array>,
): Promise<Uint8Array[]> => {
  const changed: Uint8Array[] = [];
  for (const key of keys) changed.push(await change(key));
  return changed;
};

/** A key under this protection, which opens it again: before it takes the place of one that does. */
const wrapKey = async (keyWrap: KeyWrap, key: Uint8Array): Promise<Uint8Array> => {
  const wrapped = await keyWrap.wrap(key);
  if (!Buffer.from(await keyWrap.unwrap(wrapped)).equals(key))
    throw new Error('the key protection gives another key back');
  return wrapped;
};

/** Writes the ring under the protection of `keyWrap`. */
export const saveKeyRing = async (
  options: Pick<KeyRingPorts, 'folder' | 'files' | 'keyWrap'>,
  ring: KeyRing,
): Promise<void> => {
  const wrapped = await each(ring.keys, (key) => wrapKey(options.keyWrap, key));
  await writeKeyFiles(options.files, options.folder, {
    format: FORMAT,
    revision: ring.revision,
    journal: ring.journal,
    kind: options.keyWrap.kind,
    keys: wrapped.map((key) => Buffer.from(key).toString('base64')),
    since: ring.since,
    from: ring.from,
  });
};

export const drawKey = (random: Random): Uint8Array => random.bytes(KEY_BYTES);

export const createKeyRing = async (options: KeyRingPorts): Promise<KeyRing> => {
  const ring = {
    journal: Buffer.from(options.random.bytes(16)).toString('hex'),
    keys: [drawKey(options.random)],
    revision: 1,
    format: FORMAT,
    since: options.clock.now(),
    from: 0,
  };
  await saveKeyRing(options, ring);
  return ring;
};

const unwrapKey = async (keyWrap: KeyWrap, wrapped: string): Promise<Uint8Array> => {
  const key = await keyWrap.unwrap(Buffer.from(wrapped, 'base64')).catch((cause: unknown) => {
    throw new StoreOpenError('key_refused', { cause });
  });
  if (key.length !== KEY_BYTES) throw new StoreOpenError('key_refused');
  return key;
};

/** The first of the wraps that opens the keys. Those of another kind are not asked. */
const unwrapKeys = async (
  { kind, keys }: KeyFile,
  wraps: readonly KeyWrap[],
): Promise<{ readonly keys: readonly Uint8Array[]; readonly by: KeyWrap }> => {
  let refused: unknown = new StoreOpenError('key_refused', {
    detail: `protected by ${kind}, not by ${wraps.map((wrap) => wrap.kind).join(' or ')}`,
  });
  for (const by of wraps.filter((wrap) => wrap.kind === kind))
    try {
      return { keys: await each(keys, (wrapped) => unwrapKey(by, wrapped)), by };
    } catch (error) {
      refused = error;
    }
  throw refused;
};

const openKeyFile = async (
  content: KeyFile,
  { keyWrap, earlierKeyWraps = [] }: KeyRingPorts,
): Promise<FoundKeyRing> => {
  if (content.format > FORMAT)
    throw new StoreOpenError('written_by_newer', { detail: `format ${content.format}` });
  const { keys, by } = await unwrapKeys(content, [keyWrap, ...earlierKeyWraps]);
  const { journal, revision, format, since, from } = content;
  return { ring: { journal, keys, revision, format, since, from }, wrappedEarlier: by !== keyWrap };
};

/** Says in the key files that this program's format may follow: an earlier program refuses the folder from now on. */
export const raiseFormat = async (
  options: Pick<KeyRingPorts, 'folder' | 'files' | 'keyWrap'>,
  ring: KeyRing,
): Promise<KeyRing> => {
  if (ring.format === FORMAT) return ring;
  const raised = { ...ring, format: FORMAT, revision: ring.revision + 1 };
  await saveKeyRing(options, raised);
  return raised;
};

/** A copy on a bad sector is a damaged one: the other holds the same. */
const readCopy = (files: Files, path: string): Promise<Buffer | undefined> =>
  readWhole(files, path).catch((error: unknown) => {
    if (isUnreadable(error)) return Buffer.alloc(0);
    throw error;
  });

/** What the key files of a folder say, each copy of them; undefined for one that is missing or damaged. */
const readKeyFiles = async (files: Files, folder: string) => {
  const copies = await Promise.all(KEY_FILES.map((name) => readCopy(files, join(folder, name))));
  const contents = copies.map(parseKeyFile);
  const [best] = contents
    .filter((content) => content !== undefined)
    .sort((a, b) => b.revision - a.revision);
  return { isNew: copies.every((copy) => copy === undefined), contents, best };
};

/** The `KeyWrap.kind` that the folder's keys are protected with; undefined when there are none, or none that can be read. */
export const readKeyRingKind = async (files: Files, folder: string): Promise<string | undefined> =>
  (await readKeyFiles(files, folder)).best?.kind;

/** The ring of the folder, or undefined when there are no key files. A damaged or older copy is replaced by the good one. */
export const loadKeyRing = async (options: KeyRingPorts): Promise<FoundKeyRing | undefined> => {
  const { files, folder, log } = options;
  const { isNew, contents, best } = await readKeyFiles(files, folder);
  if (isNew) return undefined;
  if (!best) throw new StoreOpenError('key_damaged');
  const found = await openKeyFile(best, options);
  if (contents.some((content) => content?.revision !== best.revision))
    await writeKeyFiles(files, folder, best).then(
      () => log.warn('store.key_file_repaired', { revision: best.revision }),
      // One whole copy opens everything: a full disk is no reason to be out of service.
      (error: unknown) => log.error('store.key_file_not_repaired', { reason: String(error) }),
    );
  return found;
};
