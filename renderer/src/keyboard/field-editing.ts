/**
 * Typing into a field on the person's behalf. The field keeps its focus and its caret; it hears the
 * same `beforeinput` and `input` events as from a real keyboard.
 */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Types of input that have a caret; `email` and `number` have none and take no keys from here. */
const CARET_TYPES: readonly string[] = ['text', 'search', 'tel', 'url', 'password'];

export const isTextField = (element: unknown): element is TextField =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && CARET_TYPES.includes(element.type));

export const isEditable = (field: TextField): boolean => !field.disabled && !field.readOnly;

interface Range {
  readonly start: number;
  readonly end: number;
}

const selectionOf = (field: TextField): Range => ({
  start: field.selectionStart ?? field.value.length,
  end: field.selectionEnd ?? field.value.length,
});

const graphemes = new Intl.Segmenter('az', { granularity: 'grapheme' });

/** Where the character before `index` begins, as a person counts characters (UTF-16 offset). */
const previousBoundary = (text: string, index: number): number => {
  let start = 0;
  for (const segment of graphemes.segment(text.slice(0, index))) start = segment.index;
  return start;
};

/** Where the character at `index` ends (UTF-16 offset). */
const nextBoundary = (text: string, index: number): number => {
  for (const { segment } of graphemes.segment(text.slice(index))) return index + segment.length;
  return index;
};

const mayChange = (field: TextField, inputType: string, data: string | null): boolean =>
  field.dispatchEvent(
    new InputEvent('beforeinput', { bubbles: true, cancelable: true, inputType, data }),
  );

const replace = (field: TextField, range: Range, text: string, inputType: string): void => {
  const data = text === '' ? null : text;
  if (!isEditable(field) || !mayChange(field, inputType, data)) return;
  const caret = range.start + text.length;
  field.setRangeText(text, range.start, range.end);
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }));
};

/** UTF-16 units that `maxlength` leaves beside the selected part; setRangeText itself ignores it. */
const roomIn = (field: TextField, { start, end }: Range): number =>
  field.maxLength < 0 ? Infinity : field.maxLength - (field.value.length - (end - start));

/** Puts `text` in place of the selection; all of it or, when it would break `maxlength`, nothing. */
export const insertText = (field: TextField, text: string): void => {
  const range = selectionOf(field);
  if (text.length > roomIn(field, range)) return;
  replace(field, range, text, text === '\n' ? 'insertLineBreak' : 'insertText');
};

/** Deletes the selection, or the whole character before the caret with its combining marks. */
export const deleteBackward = (field: TextField): void => {
  const { start, end } = selectionOf(field);
  const from = start === end ? previousBoundary(field.value, start) : start;
  if (from !== end) replace(field, { start: from, end }, '', 'deleteContentBackward');
};

/** Moves the caret by one character; a selection collapses to its nearer edge. */
export const moveCaret = (field: TextField, direction: 'left' | 'right'): void => {
  const { start, end } = selectionOf(field);
  const collapsed = start === end;
  const left = collapsed ? previousBoundary(field.value, start) : start;
  const right = collapsed ? nextBoundary(field.value, end) : end;
  const caret = direction === 'left' ? left : right;
  field.setSelectionRange(caret, caret);
};
