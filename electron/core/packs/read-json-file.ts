import type { Files } from '../ports.ts';

const MOST_BYTES = 5_000_000;

/** The file's content parsed as JSON. Throws what `Files` throws, SyntaxError for other text, RangeError above 5 MB. */
export const readJsonFile = async (files: Files, path: string): Promise<unknown> => {
  const handle = await files.open(path, 'read');
  try {
    const size = await handle.size();
    if (size > MOST_BYTES) throw new RangeError('a content pack is too large');
    const bytes = await handle.read(0, size);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } finally {
    await handle.close();
  }
};
