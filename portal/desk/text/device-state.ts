import type { Language } from '../../../contract/languages.ts';

/** Milliseconds by which a kiosk's clock may be off before somebody should set it. */
const CLOCK_TOLERANCE = 5 * 60_000;

export const isClockRight = (offset: number): boolean => Math.abs(offset) <= CLOCK_TOLERANCE;

const UNITS = [
  { unit: 'days', length: 86_400_000 },
  { unit: 'hours', length: 3_600_000 },
  { unit: 'minutes', length: 60_000 },
  { unit: 'seconds', length: 1_000 },
] as const;

/** How far a clock is off, in the largest unit that it fills; `unit` is a message key under `kioskHealth`. */
export const clockWords = (offset: number) => {
  const off = Math.abs(offset);
  const { unit, length } = UNITS.find((one) => off >= one.length) ?? UNITS[3];
  return { unit, count: Math.round(off / length) };
};

/** "850 MB", "12.5 GB"; with a decimal comma but in English, and Russian units in Russian. */
export const sizeWords = (megabytes: number, language: Language): string => {
  const [megabyte, gigabyte] = language === 'ru' ? ['МБ', 'ГБ'] : ['MB', 'GB'];
  if (megabytes < 1_024) return `${megabytes} ${megabyte}`;
  const gigabytes = (megabytes / 1_024).toFixed(1);
  return `${language === 'en' ? gigabytes : gigabytes.replace('.', ',')} ${gigabyte}`;
};
