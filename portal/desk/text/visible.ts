/** Signs that would turn the direction of a line or hide in it; a citizen's kiosk never lets them in. */
const TRICKS = /[^\P{Cc}\t\n\r]|[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Text from outside with such signs made visible, so that it says what it seems to say. */
export const visible = (text: string): string => text.replaceAll(TRICKS, '□');
