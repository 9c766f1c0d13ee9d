// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import {
  deleteBackward,
  insertText,
  isTextField,
  moveCaret,
} from '../../../../renderer/src/keyboard/field-editing.ts';

let field: HTMLInputElement;
let form: HTMLFormElement;
let heard: string[];

const given = (value: string, start: number, end = start): void => {
  field.value = value;
  field.setSelectionRange(start, end);
};
const caret = (): number | null => field.selectionStart;

beforeEach(() => {
  field = document.createElement('input');
  form = document.createElement('form');
  form.append(field);
  document.body.replaceChildren(form);
  heard = [];
  form.addEventListener('input', (event) => heard.push(event.inputType));
});

describe('typing', () => {
  it('inserts in the middle of a word and leaves the caret behind it', () => {
    given('Əi', 1);
    insertText(field, 'l');
    expect([field.value, caret()]).toEqual(['Əli', 2]);
  });

  it('tells the page by an event that bubbles', () => {
    insertText(field, 'ə');
    expect(heard).toContain('insertText');
  });

  it('replaces what is selected', () => {
    given('Vəli Vəliyev', 0, 4);
    insertText(field, 'Ə');
    expect([field.value, caret()]).toEqual(['Ə Vəliyev', 1]);
  });

  it('stops at maxlength, counting what it replaces', () => {
    field.maxLength = 3;
    given('abc', 3);
    insertText(field, 'd');
    expect([field.value, heard]).toEqual(['abc', []]);
    given('abc', 1, 2);
    insertText(field, 'x');
    expect(field.value).toBe('axc');
  });

  it('never puts half of a surrogate pair into the last place', () => {
    field.maxLength = 3;
    given('ab', 2);
    insertText(field, '😀');
    expect(field.value).toBe('ab');
  });

  it.each(['readOnly', 'disabled'] as const)('leaves a %s field alone', (property) => {
    given('abc', 3);
    field[property] = true;
    insertText(field, 'd');
    deleteBackward(field);
    expect([field.value, heard]).toEqual(['abc', []]);
  });

  it('lets the page refuse a character before it is written', () => {
    field.addEventListener('beforeinput', (event) => event.preventDefault());
    insertText(field, 'x');
    expect([field.value, heard]).toEqual(['', []]);
  });

  it('breaks the line in a text area', () => {
    const area = document.createElement('textarea');
    form.append(area);
    area.value = 'ab';
    area.setSelectionRange(1, 1);
    insertText(area, '\n');
    expect(area.value).toBe('a\nb');
    expect(heard).toEqual(['insertLineBreak']);
  });
});

describe('deleting', () => {
  it.each([
    ['one letter before the caret', 'Əlli', 3, 'Əli', 2],
    ['a surrogate pair as one', 'a😀b', 3, 'ab', 1],
    ['a letter together with its combining mark', 'I\u0307s', 2, 's', 0],
    ['a family of joined signs as one', '👨‍👩‍👧', 8, '', 0],
    ['nothing at the beginning', 'abc', 0, 'abc', 0],
  ])('takes %s', (_, value, at, left, then) => {
    given(value, at);
    deleteBackward(field);
    expect([field.value, caret()]).toEqual([left, then]);
  });

  it('takes what is selected and no more', () => {
    given('abcd', 1, 3);
    deleteBackward(field);
    expect([field.value, caret()]).toEqual(['ad', 1]);
  });

  it('is silent when nothing was deleted', () => {
    given('abc', 0);
    deleteBackward(field);
    expect(heard).toEqual([]);
  });
});

describe('moving the caret', () => {
  it.each([
    ['left', 'aё😀', 4, 2],
    ['left', 'abc', 0, 0],
    ['right', 'a😀', 1, 3],
    ['right', 'И\u0306а', 0, 2],
    ['right', 'abc', 3, 3],
  ] as const)('goes %s by one character as a person counts', (direction, value, from, to) => {
    given(value, from);
    moveCaret(field, direction);
    expect([field.selectionStart, field.selectionEnd]).toEqual([to, to]);
  });

  it('goes to the nearer edge of a selection', () => {
    given('abcd', 1, 3);
    moveCaret(field, 'left');
    expect(caret()).toBe(1);
    given('abcd', 1, 3);
    moveCaret(field, 'right');
    expect(caret()).toBe(3);
  });
});

describe('what counts as a text field', () => {
  it.each(['text', 'search', 'tel', 'url', 'password'])('takes input of type %s', (type) => {
    field.type = type;
    expect(isTextField(field)).toBe(true);
  });

  it.each(['checkbox', 'radio', 'date', 'file', 'email', 'number'])('passes over %s', (type) => {
    field.type = type;
    expect(isTextField(field)).toBe(false);
  });
});
