import * as v from 'valibot';
import { CHANNELS } from '../device-config.ts';

/**
 * A bundle is one file: the line `asan-bundle/1`, a line of JSON with the manifest (its exact bytes
 * in base64url) and signatures over it, then the bytes of the files one after another in the order
 * of the manifest. A format without folders, links and modes has nothing of them to abuse.
 */
export const BUNDLE_MAGIC = 'asan-bundle/1\n';
export const BUNDLE_SUFFIX = '.asan-bundle';

export const BUNDLE_LIMITS = {
  /** Bytes of the line with manifest and signatures. */
  headerBytes: 1_000_000,
  files: 2_000,
  /** Bytes of all files together. */
  bytes: 700_000_000,
} as const;

/** Signatures by so many different keys make a bundle ours: one stolen key is not enough. */
export const BUNDLE_THRESHOLD = 2;

/** `packs`: content; `program`: the kiosk itself. */
export const BUNDLE_KINDS = ['packs', 'program'] as const;
export type BundleKind = (typeof BUNDLE_KINDS)[number];

/** "1.4.0": three numbers, compared as numbers. */
export const bundleVersionSchema = v.pipe(
  v.string(),
  v.regex(/^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$/),
);

/** Names that Windows takes for devices, with any ending. */
const DEVICE_NAME = /(^|\/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\/|$)/i;

/** "services/name-change.json": plain names, at most eight deep; nothing hidden, nothing that leads out. */
export const bundlePathSchema = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*){0,7}$/),
  v.check((path) => !DEVICE_NAME.test(path) && !/\.(\/|$)/.test(path), 'not a plain name'),
);

const base64url = (bytes: number) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`)));

const digestSchema = base64url(32);

export const bundleManifestSchema = v.strictObject({
  v: v.literal(1),
  kind: v.picklist(BUNDLE_KINDS),
  channel: v.picklist(CHANNELS),
  version: bundleVersionSchema,
  /** ISO day; for people only. */
  made: v.pipe(v.string(), v.isoDate()),
  files: v.pipe(
    v.array(
      v.strictObject({
        path: bundlePathSchema,
        bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        sha256: digestSchema,
      }),
    ),
    v.minLength(1),
    v.maxLength(BUNDLE_LIMITS.files),
    v.check(
      (files) => new Set(files.map(({ path }) => path.toLowerCase())).size === files.length,
      'a path twice',
    ),
    v.check(
      (files) => files.reduce((sum, { bytes }) => sum + bytes, 0) <= BUNDLE_LIMITS.bytes,
      'too many bytes',
    ),
  ),
});
export type BundleManifest = v.InferOutput<typeof bundleManifestSchema>;

export const bundleHeaderSchema = v.strictObject({
  /** Bytes of the manifest's JSON, base64url. */
  manifest: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/)),
  signatures: v.pipe(
    v.array(v.strictObject({ key: digestSchema, signature: base64url(64) })),
    v.maxLength(40),
  ),
});
export type BundleHeader = v.InferOutput<typeof bundleHeaderSchema>;

/** Negative when `a` is the older one. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (const [index, number] of (left ?? []).entries()) {
    const difference = number - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};
