import { spawnSync } from 'node:child_process';

/** Whether this machine can read PDF back (Debian: poppler-utils). */
export const canReadPdf = (): boolean => spawnSync('pdftotext', ['-v']).error === undefined;

/** The words of a PDF, in order, lines joined. */
export const wordsOfPdf = (pdf: Uint8Array): string => {
  const { stdout, status, stderr } = spawnSync('pdftotext', ['-enc', 'UTF-8', '-raw', '-', '-'], {
    input: pdf,
  });
  if (status !== 0) throw new Error(`not a PDF: ${stderr.toString()}`);
  return stdout.toString('utf8').replace(/\s+/gu, ' ').trim();
};

/** Pages and their size in points. */
export const sizeOfPdf = (pdf: Uint8Array): { pages: number; width: number; height: number } => {
  const { stdout } = spawnSync('pdfinfo', ['-'], { input: pdf });
  const text = stdout.toString();
  const number = (pattern: RegExp, index = 1): number => Number(pattern.exec(text)?.[index]);
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/;
  return { pages: number(/Pages:\s+(\d+)/), width: number(size), height: number(size, 2) };
};
