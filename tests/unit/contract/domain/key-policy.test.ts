import { describe, expect, it } from 'vitest';
import { mayPress } from '../../../../contract/domain/key-policy.ts';
import type { PressedKey } from '../../../../contract/domain/key-policy.ts';

/** "Control+Shift+i" as Electron reports it. */
const press = (combination: string): PressedKey => {
  const parts = combination.split(/(?<=.)\+(?=.)/u);
  return {
    key: parts.at(-1) ?? '',
    control: parts.includes('Control') && parts.length > 1,
    alt: parts.includes('Alt') && parts.length > 1,
    meta: parts.includes('Meta') && parts.length > 1,
    shift: parts.includes('Shift') && parts.length > 1,
  };
};

describe('keys that leave the page or open something', () => {
  it.each([
    ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`).filter(
      (key) => key !== 'F4' && key !== 'F2',
    ),
    'Alt+F4',
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
    'Alt+Home',
    'Alt+Tab',
    'Alt+ ',
    'Alt+d',
    'Alt+1',
    'Control+p',
    'Control+o',
    'Control+s',
    'Control+w',
    'Control+r',
    'Control+P',
    'Control+t',
    'Control+n',
    'Control+l',
    'Control+u',
    'Control+j',
    'Control+h',
    'Control+f',
    'Control+g',
    'Control+q',
    'Control+Tab',
    'Control+F5',
    'Control+Enter',
    'Control++',
    'Control+-',
    'Control+=',
    'Control+0',
    'Control+Shift+i',
    'Control+Shift+I',
    'Control+Shift+j',
    'Control+Shift+c',
    'Control+Shift+n',
    'Control+Shift+r',
    'Control+Shift+Delete',
    'Control+Shift+a',
    'Control+Alt+t',
    'Control+Alt+T',
    'Control+Alt+Delete',
    'Control+Alt+Backspace',
    'Control+Alt+F1',
    'Control+Alt+1',
    'Control+Alt+ ',
    'Control+Alt+ArrowUp',
    'Control+c',
    'Control+x',
    'Control+v',
    'Control+z',
    'Shift+Insert',
    'Control+Insert',
    'Shift+Delete',
    'Shift+Escape',
    'Insert',
    'Meta',
    'Meta+r',
    'Meta+e',
    'Meta+d',
    'Meta+Tab',
    'Meta+ArrowUp',
    'Meta+ə',
    'OS',
    'ContextMenu',
    'PrintScreen',
    'Pause',
    'ScrollLock',
    'BrowserBack',
    'BrowserForward',
    'BrowserHome',
    'BrowserSearch',
    'LaunchMail',
    'LaunchApplication1',
    'LaunchApplication2',
    'Help',
    'Print',
    'Open',
    'Save',
    'Close',
    'New',
    'ZoomIn',
    'ZoomOut',
    'Power',
    'Sleep',
    'Eject',
    'AppSwitch',
    'GoHome',
    'Unidentified',
    '',
  ])('%s is blocked', (combination) => {
    expect(mayPress(press(combination))).toBe(false);
  });
});

describe('keys that write or move', () => {
  it.each([
    ...'əƏşŞğĞıIiİöÖüÜçÇaz09 .,-@№ёЁъЪщЩ',
    'Shift+Ş',
    'Shift+!',
    'Control+Alt+@',
    'Control+Alt+€',
    'Control+Alt+ə',
    'Control+Alt+{',
    'Control+Alt+\\',
    'AltGraph',
    'Dead',
    'Process',
    'Shift',
    'Control',
    'Alt',
    'CapsLock',
    'Tab',
    'Shift+Tab',
    'Enter',
    'Escape',
    'Backspace',
    'Delete',
    'ArrowLeft',
    'Shift+ArrowLeft',
    'Home',
    'End',
    'PageDown',
    'Control+a',
    'Control+A',
    'Control+ArrowLeft',
    'Control+Backspace',
  ])('%s is allowed', (combination) => {
    expect(mayPress(press(combination))).toBe(true);
  });

  it('a character outside the basic plane is one key too', () => {
    expect(mayPress(press('𐊀'))).toBe(true);
  });
});

it.each([
  ['F4', 'which reads the screen aloud'],
  ['F2', 'which a help button sends'],
])('lets %s through, %s, but not together with others', (key) => {
  expect(mayPress(press(key))).toBe(true);
  for (const held of ['Alt', 'Control', 'Meta'])
    expect(mayPress(press(`${held}+${key}`)), held).toBe(false);
});
