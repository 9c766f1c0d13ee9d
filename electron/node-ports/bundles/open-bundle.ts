import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { err, ok, type Result } from '../../../contract/result.ts';
import {
  BUNDLE_LIMITS,
  BUNDLE_MAGIC,
  bundleHeaderSchema,
  bundleManifestSchema,
  compareVersions,
} from '../../core/updates/bundle-format.ts';
import type { BundleManifest } from '../../core/updates/bundle-format.ts';
import { isTrusted } from '../../core/updates/bundle-keys.ts';
import type { BundleFault, OpenBundleOptions, OpenedBundle } from '../../core/updates/bundles.ts';
import { writeNewFile } from '../write-whole.ts';
import { copyIn, NotAFileError, openPlainFile, readRange } from './copy-in.ts';

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'EACCES', 'ENXIO', 'EIO']);
const FULL = new Set(['ENOSPC', 'EDQUOT']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

export const openBundle = async (
  options: OpenBundleOptions,
): Promise<Result<OpenedBundle, BundleFault>> => {
  await mkdir(options.staging, { recursive: true, mode: 0o700 });
  const place = await mkdtemp(join(options.staging, 'bundle-'));
  const discard = (): Promise<void> => rm(place, { recursive: true, force: true });
  const opened = await openInto(place, options).catch(faultOf);
  if (!opened.ok) {
    await discard();
    return opened;
  }
  return ok({ ...opened.value, discard });
};

const faultOf = (error: unknown): Result<never, BundleFault> => {
  if (error instanceof NotAFileError || codeOf(error) === 'ELOOP') return err('damaged');
  if (FULL.has(codeOf(error))) return err('no_room');
  if (GONE.has(codeOf(error))) return err('missing');
  throw error;
};

export const peekBundle = async (
  source: string,
  expected: Pick<OpenBundleOptions, 'trust' | 'kind'>,
): Promise<Result<BundleManifest, BundleFault>> => {
  const peek = async (): Promise<Result<BundleManifest, BundleFault>> => {
    const handle = await openPlainFile(source);
    try {
      const read = await readManifest(handle, { ...expected, floor: undefined });
      return read.ok ? ok(read.value.manifest) : read;
    } finally {
      await handle.close();
    }
  };
  return peek().catch(faultOf);
};

const openInto = async (
  place: string,
  options: OpenBundleOptions,
): Promise<Result<Omit<OpenedBundle, 'discard'>, BundleFault>> => {
  const copy = join(place, 'copy');
  const most = BUNDLE_LIMITS.bytes + BUNDLE_LIMITS.headerBytes + BUNDLE_MAGIC.length;
  if (!(await copyIn(options.source, copy, most))) return err('not_allowed');
  const handle = await openPlainFile(copy);
  try {
    const read = await readManifest(handle, options);
    if (!read.ok) return read;
    const { manifest, start } = read.value;
    const folder = join(place, 'content');
    const whole = await unpack(handle, start, manifest, folder);
    return whole ? ok({ manifest, folder }) : err('damaged');
  } finally {
    await handle.close();
    await rm(copy, { force: true });
  }
};

interface ReadManifest {
  readonly manifest: BundleManifest;
  /** Where the first file begins. */
  readonly start: number;
}

/** Nothing of a manifest is looked at before its signatures hold. */
const readManifest = async (
  handle: FileHandle,
  { trust, kind, floor }: Pick<OpenBundleOptions, 'trust' | 'kind' | 'floor'>,
): Promise<Result<ReadManifest, BundleFault>> => {
  const header = await readHeader(handle);
  if (header === undefined) return err('damaged');
  const bytes = Buffer.from(header.manifest, 'base64url');
  if (!isTrusted(bytes, header.signatures, trust.keys)) return err('not_trusted');
  const parsed = v.safeParse(manifestParser, bytes.toString('utf8'));
  if (!parsed.success) return err('not_allowed');
  const manifest = parsed.output;
  if (manifest.kind !== kind) return err('other_kind');
  if (manifest.channel !== trust.channel) return err('other_channel');
  if (floor !== undefined && compareVersions(manifest.version, floor) < 0) return err('older');
  return ok({ manifest, start: header.end });
};

const manifestParser = v.pipe(v.string(), v.parseJson(), bundleManifestSchema);
const headerParser = v.pipe(v.string(), v.parseJson(), bundleHeaderSchema);

/** The header and where it ends; undefined for anything that does not begin like a bundle. */
export const readHeader = async (
  handle: FileHandle,
): Promise<(v.InferOutput<typeof headerParser> & { readonly end: number }) | undefined> => {
  const most = BUNDLE_MAGIC.length + BUNDLE_LIMITS.headerBytes + 1;
  const pieces: Buffer[] = [];
  for await (const piece of readRange(handle, 0, most)) pieces.push(Buffer.from(piece));
  const start = Buffer.concat(pieces);
  if (!start.subarray(0, BUNDLE_MAGIC.length).equals(Buffer.from(BUNDLE_MAGIC))) return undefined;
  const end = start.indexOf(0x0a, BUNDLE_MAGIC.length);
  if (end < 0) return undefined;
  const parsed = v.safeParse(headerParser, start.toString('utf8', BUNDLE_MAGIC.length, end));
  return parsed.success ? { ...parsed.output, end: end + 1 } : undefined;
};

/** False when a file is not what the manifest says, or when there is more in the bundle than it names. */
const unpack = async (
  handle: FileHandle,
  start: number,
  manifest: BundleManifest,
  folder: string,
): Promise<boolean> => {
  await mkdir(folder, { mode: 0o700 });
  let at = start;
  for (const { path, bytes, sha256 } of manifest.files) {
    const target = join(folder, ...path.split('/'));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    await writeNewFile(target, hashed(readRange(handle, at, bytes), hash));
    if (hash.digest('base64url') !== sha256) return false;
    at += bytes;
  }
  return (await handle.stat()).size === at;
};

async function* hashed(
  pieces: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
