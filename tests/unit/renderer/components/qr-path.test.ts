import { describe, expect, it } from 'vitest';
import { qrPath } from '../../../../renderer/src/components/qr-path.ts';

const modules = (path: string) =>
  [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/gu)].map(([, x, y]) => [Number(x), Number(y)]);

describe('a QR code', () => {
  const code = qrPath('ASAN1:A7K-42F-9CT:K7M-2QX-949');

  it('keeps a quiet zone of four modules on every side', () => {
    for (const [x = 0, y = 0] of modules(code.path)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(4);
      expect(Math.max(x, y)).toBeLessThan(code.size - 4);
    }
  });

  it('has its three finder patterns', () => {
    const dark = new Set(modules(code.path).map(String));
    const last = code.size - 5;
    for (const [x, y] of [
      [4, 4],
      [last, 4],
      [4, last],
    ])
      expect(dark.has(String([x, y]))).toBe(true);
  });

  it('differs for another receipt', () => {
    expect(qrPath('ASAN1:A7K-42F-9CT:K7M-2QX-94A').path).not.toBe(code.path);
  });
});
