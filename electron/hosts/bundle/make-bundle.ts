import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { BUNDLE_MAGIC, bundleManifestSchema } from '../../core/updates/bundle-format.ts';
import type { BundleHeader, BundleManifest } from '../../core/updates/bundle-format.ts';
import { signManifest } from '../../core/updates/bundle-keys.ts';
import { openPlainFile, readRange } from '../../node-ports/bundles/copy-in.ts';
import { readHeader } from '../../node-ports/bundles/open-bundle.ts';
import { writeWhole } from '../../node-ports/write-whole.ts';

export interface MakeBundleOptions {
  /** Everything in it goes into the bundle. */
  readonly folder: string;
  readonly out: string;
  readonly about: Pick<BundleManifest, 'kind' | 'channel' | 'version' | 'made'>;
}

/** Writes a bundle that nobody has signed yet. Throws for links and for names that no kiosk would take. */
export const makeBundle = async ({ folder, out, about }: MakeBundleOptions): Promise<void> => {
  const paths = await listFiles(folder, '');
  const files = [];
  for (const path of paths) files.push(await describe(folder, path));
  const manifest = v.parse(bundleManifestSchema, { v: 1, ...about, files });
  const bytes = Buffer.from(JSON.stringify(manifest));
  await writeBundle(
    out,
    { manifest: bytes.toString('base64url'), signatures: [] },
    async function* () {
      for (const path of paths) yield* readFile(join(folder, path));
    },
  );
};

/** Adds one person's signature; a second by the same key replaces the first. */
export const signBundle = async (path: string, privatePem: string): Promise<void> => {
  const handle = await openPlainFile(path);
  try {
    const header = await readHeader(handle);
    if (header === undefined) throw new Error('not a bundle');
    const { end, manifest } = header;
    const mine = signManifest(Buffer.from(manifest, 'base64url'), privatePem);
    const others = header.signatures.filter(({ key }) => key !== mine.key);
    const { size } = await handle.stat();
    await writeBundle(path, { manifest, signatures: [...others, mine] }, () =>
      readRange(handle, end, size - end),
    );
  } finally {
    await handle.close();
  }
};

const listFiles = async (folder: string, inside: string): Promise<string[]> => {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const lists = entries.map(async (entry) => {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(folder, path);
    if (!entry.isFile()) throw new Error(`neither file nor folder: ${path}`);
    return [path];
  });
  return (await Promise.all(lists)).flat().sort();
};

async function* readFile(path: string): AsyncGenerator<Uint8Array, void> {
  const handle = await openPlainFile(path);
  try {
    yield* readRange(handle, 0, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

const describe = async (folder: string, path: string) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of readFile(join(folder, path))) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { path, bytes, sha256: hash.digest('base64url') };
};

/** There is nothing secret in a bundle: whoever carries it may read it. */
const READABLE = 0o644;

const writeBundle = (
  path: string,
  header: BundleHeader,
  content: () => AsyncIterable<Uint8Array>,
): Promise<void> => writeWhole(path, piecesOf(header, content), READABLE);

async function* piecesOf(
  header: BundleHeader,
  content: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<string | Uint8Array, void> {
  yield `${BUNDLE_MAGIC}${JSON.stringify(header)}\n`;
  yield* content();
}
