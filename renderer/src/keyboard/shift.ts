/** One tap: the next letter is a capital. Two taps: all are, until the third. */
export type Shift = 'off' | 'once' | 'caps';

const NEXT: Readonly<Record<Shift, Shift>> = { off: 'once', once: 'caps', caps: 'off' };

export const afterShiftTap = (shift: Shift): Shift => NEXT[shift];
export const afterLetter = (shift: Shift): Shift => (shift === 'once' ? 'off' : shift);
