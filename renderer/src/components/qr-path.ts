import qrcode from 'qrcode-generator';

/** White modules around the code (ISO/IEC 18004 asks for four). */
const QUIET_ZONE = 4;

const darkModules = (count: number, isDark: (row: number, column: number) => boolean): string =>
  Array.from(
    { length: count * count },
    (_, index) => [Math.floor(index / count), index % count] as const,
  )
    .filter(([row, column]) => isDark(row, column))
    .map(([row, column]) => `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`)
    .join('');

/** The library writes one byte a character, so the bytes of UTF-8 are given as characters. */
const asBytes = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

/** SVG path of a QR code (error correction M) and the side of its square, in modules. */
export const qrPath = (text: string): { readonly path: string; readonly size: number } => {
  const code = qrcode(0, 'M');
  code.addData(asBytes(text), 'Byte');
  code.make();
  const count = code.getModuleCount();
  return {
    path: darkModules(count, (row, column) => code.isDark(row, column)),
    size: count + 2 * QUIET_ZONE,
  };
};
