import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Paper } from '../../../contract/print-document.ts';
import type { Printer } from '../../core/ports.ts';
import { renderPdf } from './pdf-document.ts';
import type { PaperFonts } from './pdf-ink.ts';

export interface FolderSettings {
  readonly folder: string;
  readonly paper: Paper;
  readonly fonts: () => Promise<PaperFonts>;
}

/** For demonstration only: "paper" is a PDF in a folder, readable by whoever reads the folder. */
export const createFolderPrinter = ({ folder, paper, fonts }: FolderSettings): Printer => ({
  print: async ({ document, frame, name, signal, started }) => {
    const { bytes } = await renderPdf(document, { paper, frame, fonts: await fonts() });
    if (signal.aborted) return { kind: 'failed', fault: 'failed' };
    started();
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${name}.pdf`), bytes, { mode: 0o600 });
    } catch (error) {
      if (error instanceof Error && 'code' in error) return { kind: 'failed', fault: 'gone' };
      throw error;
    }
    return { kind: 'printed' };
  },
});
