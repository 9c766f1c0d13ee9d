/** The screens that kiosks have, in CSS pixels. */
export const SCREEN_SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1024, height: 768 },
} as const;
