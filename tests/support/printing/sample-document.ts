import type { PaperFrame, PrintDocument } from '../../../contract/print-document.ts';

export const sampleFrame: PaperFrame = {
  head: ['ASAN xidmət', 'Masallı mərkəzi'],
  foot: ['Çap edildi: 25 noyabr 2026, 10:12', '108'],
};

/** Every kind of block, with the letters that printers get wrong. */
export const sampleDocument: PrintDocument = {
  language: 'az',
  title: 'Müraciətiniz köşkdə saxlanıldı',
  blocks: [
    { kind: 'text', tone: 'strong', text: 'Uşağın adının dəyişdirilməsi' },
    { kind: 'text', text: 'ə ğ ş ç ö ü ı İ Ə\nж щ ъ ы э ё й – 15,50 ₼ №' },
    { kind: 'code', label: 'Müraciət nömrəsi', value: 'A7K-42F-9CT' },
    { kind: 'qr', text: 'ASAN1:A7K-42F-9CT:K7M-2QX-949', caption: 'Köşk üçün' },
    { kind: 'heading', text: 'Bundan sonra nə olur' },
    { kind: 'steps', items: ['Göndərilir.', 'Cavab verilir.'] },
    { kind: 'facts', rows: [{ label: 'Qeydiyyat nömrəsi', value: 'MAS-2026-000123' }] },
    {
      kind: 'table',
      rows: [
        ['Gün', 'Say'],
        ['Bazar ertəsi', '12'],
      ],
    },
    { kind: 'text', tone: 'small', text: 'Конец текста' },
  ],
};
