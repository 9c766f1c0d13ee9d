import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaperFonts } from './pdf-ink.ts';

/** Reads the bundled fonts at the first print: a kiosk that never prints does not hold them. */
export const paperFontsIn = (folder: string): (() => Promise<PaperFonts>) => {
  let fonts: Promise<PaperFonts> | undefined;
  const load = async (): Promise<PaperFonts> => {
    const [regular, bold] = await Promise.all([
      readFile(join(folder, 'NotoSans-Regular.ttf')),
      readFile(join(folder, 'NotoSans-Bold.ttf')),
    ]);
    return { regular, bold };
  };
  return () => (fonts ??= load());
};
