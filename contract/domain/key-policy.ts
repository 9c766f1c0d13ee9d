/** A key as Electron's `Input` and a page's `KeyboardEvent` both tell it; `key` as in UI Events. */
export interface PressedKey {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

/** Keys that write nothing and lead nowhere outside the page. Everything that is not named is blocked. */
const PLAIN_KEYS: ReadonlySet<string> = new Set([
  'Tab',
  'Enter',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  // Starts and stops reading aloud, for whoever cannot see or reach the button.
  'F4',
  // A help button beside the screen sends it.
  'F2',
  'CapsLock',
  'NumLock',
  // How accents and other scripts come in.
  'Dead',
  'Process',
  'Compose',
]);

/** Held down to reach other keys; blocking them would take AltGr and capitals away. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph']);

const WITH_CONTROL: ReadonlySet<string> = new Set([
  'a',
  'Backspace',
  'Delete',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

/** Cuts to the clipboard, and opens the browser's list of its own processes. */
const NOT_WITH_SHIFT: ReadonlySet<string> = new Set(['Delete', 'Escape']);

const isOneCharacter = (key: string): boolean => [...key].length === 1;

/**
 * AltGr comes as Control and Alt together (Windows) or not at all (Linux). What it writes is never
 * a basic letter or digit; those with Control and Alt are the system's shortcuts.
 */
const isWrittenWithAltGr = ({ key, control, alt }: PressedKey): boolean =>
  control && alt && isOneCharacter(key) && !/[A-Za-z0-9 ]/.test(key);

/**
 * Whether a key may reach the page of a kiosk. Only writing and moving within the page is: no
 * function keys, no shortcuts of browser or system, and no clipboard, which would carry what one
 * citizen copied to the next.
 */
export const mayPress = (pressed: PressedKey): boolean => {
  const { key, control, alt, meta, shift } = pressed;
  if (meta) return false;
  if (MODIFIERS.has(key) || isWrittenWithAltGr(pressed)) return true;
  if (alt) return false;
  if (control) return WITH_CONTROL.has(key.length === 1 ? key.toLowerCase() : key) && !shift;
  if (shift && NOT_WITH_SHIFT.has(key)) return false;
  return isOneCharacter(key) || PLAIN_KEYS.has(key);
};
