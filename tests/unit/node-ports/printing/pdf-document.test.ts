import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paperFontsIn } from '../../../../electron/node-ports/printing/paper-fonts.ts';
import { renderPdf } from '../../../../electron/node-ports/printing/pdf-document.ts';
import type { Paper, PrintDocument } from '../../../../contract/print-document.ts';
import { canReadPdf, sizeOfPdf, wordsOfPdf } from '../../../support/printing/read-pdf.ts';
import { sampleDocument, sampleFrame } from '../../../support/printing/sample-document.ts';

const fonts = paperFontsIn(join(import.meta.dirname, '../../../../resources/fonts'));
const print = async (document: PrintDocument, paper: Paper) =>
  renderPdf(document, { paper, frame: sampleFrame, fonts: await fonts() });

describe.skipIf(!canReadPdf())('a document on paper', () => {
  it.each(['roll-80mm', 'a4'] as const)(
    'says every word, in the letters of az and ru, on %s',
    async (paper) => {
      const words = wordsOfPdf((await print(sampleDocument, paper)).bytes);
      for (const text of [
        'ASAN xidmət',
        'Müraciətiniz köşkdə saxlanıldı',
        'ə ğ ş ç ö ü ı İ Ə',
        'ж щ ъ ы э ё й – 15,50 ₼ №',
        'A7K-42F-9CT',
        '2. Cavab verilir.',
        'MAS-2026-000123',
        'Bazar ertəsi',
        'Конец текста',
        'Çap edildi: 25 noyabr 2026, 10:12',
      ])
        expect(words).toContain(text);
    },
  );

  it('is as long as it needs on a roll, in one piece', async () => {
    const short = await print({ ...sampleDocument, blocks: [] }, 'roll-80mm');
    const long = await print(sampleDocument, 'roll-80mm');
    const size = sizeOfPdf(long.bytes);
    expect(size.pages).toBe(1);
    expect(size.width).toBeCloseTo(226.77, 1);
    expect((size.height * 25.4) / 72).toBeCloseTo(long.heightMm, 1);
    expect(long.heightMm).toBeGreaterThan(short.heightMm + 60);
    expect(short.heightMm).toBeLessThan(60);
  });

  it('goes on to the next sheet where one is full', async () => {
    const blocks = Array.from({ length: 40 }, (_, index) => ({
      kind: 'facts' as const,
      rows: [{ label: `${index}`, value: 'Ağcabədi rayonu' }],
    }));
    const { bytes } = await print({ ...sampleDocument, blocks }, 'a4');
    expect(sizeOfPdf(bytes)).toMatchObject({
      pages: 3,
      width: expect.closeTo(595.28, 1) as number,
    });
    expect(wordsOfPdf(bytes)).toContain('39 Ağcabədi rayonu');
  });
});
