import { describe, expect, it } from 'vitest';
import { hideFins } from '../../../../electron/core/printing/hide-fins.ts';

const onPaper = (text: string): string => {
  const { blocks } = hideFins({ language: 'az', title: '', blocks: [{ kind: 'text', text }] });
  return blocks[0]?.kind === 'text' ? blocks[0].text : '';
};

describe('on paper', () => {
  it('no FIN is whole, wherever an official wrote it', () => {
    expect(onPaper('FİN: 5QA1B2C, ad: Əli')).toBe('FİN: 5••••2C, ad: Əli');
    expect(onPaper('(94FMDDD)')).toBe('(9••••DD)');
  });

  it('references, codes, numbers, words and phones stay as they are', () => {
    for (const text of [
      'A7K-42F-9CT',
      'MAS-2026-000123',
      '+994 50 123 45 67',
      '1234567',
      'XIDMETI SERVERS',
      'A5QA1B2C',
      'ASAN1:A7K-42F-9CT:K7M-2QX-949',
    ])
      expect(onPaper(text)).toBe(text);
  });

  it('holds for every kind of block', () => {
    const { blocks } = hideFins({
      language: 'az',
      title: '',
      blocks: [
        { kind: 'heading', text: '5QA1B2C' },
        { kind: 'steps', items: ['5QA1B2C'] },
        { kind: 'facts', rows: [{ label: 'FİN', value: '5QA1B2C' }] },
        { kind: 'table', rows: [['5QA1B2C']] },
        { kind: 'code', label: 'FİN', value: '5QA1B2C' },
      ],
    });
    expect(JSON.stringify(blocks)).not.toContain('5QA1B2C');
  });
});
