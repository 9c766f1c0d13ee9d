import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBase85 } from '../../../../../electron/core/features/documents/base85.ts';
import { lookAtFile } from '../../../../../electron/core/features/documents/look-at-file.ts';
import { jpeg, pdf, png } from '../../../../support/core/papers.ts';

const FLATE = '/Filter /FlateDecode';
const faultOf = async (bytes: Uint8Array) => {
  const looked = await lookAtFile(bytes);
  return looked.ok ? 'taken' : looked.fault;
};

describe('a file from outside', () => {
  it('is what its first bytes say, whatever its name', async () => {
    expect(await lookAtFile(jpeg())).toMatchObject({ file: { mediaType: 'image/jpeg' } });
    expect(await lookAtFile(png())).toMatchObject({ file: { mediaType: 'image/png' } });
    expect(await lookAtFile(pdf({ pages: 3 }))).toMatchObject({
      file: { mediaType: 'application/pdf', pages: 3 },
    });
  });

  it.each([
    ['text that is named .jpg', Buffer.from('Dear office, this is my photo.'), 'file_type'],
    ['a program', Buffer.from('MZ\x90\x00'), 'file_type'],
    ['a page with a script', Buffer.from('<svg onload="alert(1)">'), 'file_type'],
    ['nothing', Buffer.alloc(0), 'file_empty'],
    ['a telephone’s HEIC', Buffer.from('\x00\x00\x00\x18ftypheic'), 'file_heic'],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4]), 'picture_damaged'],
    ['a PNG that ends at once', png().subarray(0, 20), 'picture_damaged'],
  ])('is refused when it is %s', async (_what, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault);
  });

  it('is refused when the picture would unfold to gigabytes', async () => {
    expect(await faultOf(png(30_000, 30_000, 1))).toBe('picture_large');
    expect(await faultOf(jpeg(500, 65_000, 65_000))).toBe('picture_large');
  });

  it('never throws at a picture that ends anywhere', async () => {
    for (const whole of [jpeg(200), png(8, 8)])
      for (let end = 0; end < whole.length; end += 1)
        await expect(lookAtFile(whole.subarray(0, end))).resolves.toBeDefined();
  });
});

describe('a PDF', () => {
  it('counts pages in compressed objects too', async () => {
    const hidden = deflateSync('1 0 2 40 << /Type /Page >> << /Type /Page >> << /Type /Pages >>');
    const bytes = pdf({ pages: 0, streams: [[`/Type /ObjStm ${FLATE}`, hidden]] });
    expect(await lookAtFile(bytes)).toMatchObject({ file: { pages: 2 } });
  });

  it('with more pages than anybody scans is refused', async () => {
    expect(await faultOf(pdf({ pages: 61 }))).toBe('pdf_pages');
  });

  it('with a million objects is refused', async () => {
    const objects = Array.from({ length: 20_001 }, () => '<< >>');
    expect(await faultOf(pdf({ objects }))).toBe('pdf_unfolds');
  });

  it('that is small and unfolds to gigabytes is refused, in one step or in two', async () => {
    const zeros = deflateSync(Buffer.alloc(120 * 1024 * 1024));
    expect(zeros.length).toBeLessThan(130_000);
    expect(await faultOf(pdf({ streams: [[FLATE, zeros]] }))).toBe('pdf_unfolds');
    const twice = deflateSync(zeros);
    expect(await faultOf(pdf({ streams: [['/Filter [/FlateDecode /FlateDecode]', twice]] }))).toBe(
      'pdf_unfolds',
    );
    const tenth = deflateSync(Buffer.alloc(12 * 1024 * 1024));
    const streams = Array.from({ length: 10 }, () => [FLATE, tenth] as const);
    expect(await faultOf(pdf({ streams }))).toBe('pdf_unfolds');
  });

  it('whose picture claims a hundred thousand pixels a side is refused', async () => {
    const streams = [['/Subtype /Image /Width 100000 /Height 10', Buffer.from('x')]] as const;
    expect(await faultOf(pdf({ streams }))).toBe('pdf_unfolds');
  });

  it.each([
    ['a program', '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'],
    ['a program behind a written-out name', '<< /S /J#61vaScript >>'],
    ['another file', '<< /Type /EmbeddedFile >>'],
    ['a command', '<< /S /Launch /F (cmd.exe) >>'],
    ['a form of its own', '<< /XFA 5 0 R >>'],
  ])('with %s is refused', async (_what, object) => {
    expect(await faultOf(pdf({ objects: [object] }))).toBe('pdf_active');
    const hidden = deflateSync(`1 0 ${object}`);
    expect(await faultOf(pdf({ streams: [[`/Type /ObjStm ${FLATE}`, hidden]] }))).toBe(
      'pdf_active',
    );
  });

  it('may be compressed as usual, also in letters', async () => {
    const content = deflateSync('BT (Hello) Tj ET');
    const letters = Buffer.from('87cURD]i,"Ebo80~>');
    expect(decodeBase85(letters).toString()).toBe('Hello World!');
    const streams = [
      [FLATE, content],
      ['/Filter [/FlateDecode /DCTDecode]', deflateSync(jpeg())],
      ['/Filter /DCTDecode', jpeg()],
    ] as const;
    expect(await faultOf(pdf({ streams }))).toBe('taken');
  });

  it('that is locked, cut off or without a page is refused', async () => {
    expect(await faultOf(pdf({ objects: ['<< /Encrypt 7 0 R >>'] }))).toBe('pdf_locked');
    expect(await faultOf(pdf({ end: '' }))).toBe('pdf_damaged');
    expect(await faultOf(pdf({ pages: 0 }))).toBe('pdf_damaged');
    const whole = pdf({ streams: [[FLATE, deflateSync('x'.repeat(999))]] });
    for (let end = 5; end < whole.length - 10; end += 7)
      expect(await faultOf(whole.subarray(0, end))).toBe('pdf_damaged');
  });
});
