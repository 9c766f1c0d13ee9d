/// <reference types="node" />
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  COLOUR_MODES,
  colourPairs,
  contrastOf,
  DEFAULT_COLOURS,
  faultsOf,
  themeFaults,
  themeSchema,
} from '../../../../contract/domain/theme.ts';

const tokens = readFileSync(
  new URL('../../../../renderer/src/styles/tokens.css', import.meta.url),
  'utf8',
);

type Theme = Readonly<Record<string, string>>;

const blockOf = (theme: string): string => {
  const found = new RegExp(`data-theme='${theme}'\\]\\s*\\{([^}]*)\\}`, 'u').exec(tokens)?.[1];
  if (found === undefined) throw new Error(`no theme ${theme}`);
  return found;
};
const themeOf = (name: string): Theme =>
  Object.fromEntries(
    [...blockOf(name).matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/giu)].map(([, token, colour]) => [
      token ?? '',
      colour ?? '',
    ]),
  );

describe.each(COLOUR_MODES)('the %s theme', (name) => {
  it('is the same in the style sheet and where theme files are checked', () => {
    expect(themeOf(name)).toEqual(DEFAULT_COLOURS[name]);
  });

  it('keeps every pair of colours readable', () => {
    expect(colourPairs(name).length).toBeGreaterThan(25);
    expect(faultsOf(name, DEFAULT_COLOURS[name])).toEqual([]);
  });
});

describe('a theme file', () => {
  const theme = (light: object) => v.parse(themeSchema, { v: 1, name: 'Ours', light });

  it('may replace colours that stay readable', () => {
    expect(themeFaults(theme({ primary: '#0a5a5a', link: '#0a5a5a' }))).toEqual([]);
  });

  it('is refused with each pair that lacks contrast, also against colours that it leaves', () => {
    const faults = themeFaults(theme({ text: '#cccccc' }));
    expect(faults).toContainEqual(
      expect.objectContaining({ mode: 'light', front: 'text', back: 'bg', needed: 4.5 }),
    );
    expect(faults.every(({ ratio, needed }) => ratio < needed)).toBe(true);
  });

  it.each([
    ['another version', { v: 2, name: 'x' }],
    ['a colour that is none', { v: 1, name: 'x', light: { text: 'url(http://x)' } }],
    ['a colour of another name', { v: 1, name: 'x', light: { background: '#000000' } }],
    ['the contrast theme', { v: 1, name: 'x', contrast: { text: '#ffffff' } }],
    ['no name', { v: 1, light: {} }],
  ])('is none with %s', (_what, file) => {
    expect(v.safeParse(themeSchema, file).success).toBe(false);
  });

  it('is measured as WCAG says', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});

describe('the tokens', () => {
  it('name the same colours in every theme', () => {
    const names = (theme: string) => Object.keys(themeOf(theme)).sort();
    expect(names('dark')).toEqual(names('light'));
    expect(names('contrast')).toEqual(names('light'));
  });

  it('never make a target smaller than 64 pixels', () => {
    const target = /--target-floor:\s*(\d+)px/u.exec(tokens)?.[1];
    expect(Number(target)).toBeGreaterThanOrEqual(64);
  });
});
