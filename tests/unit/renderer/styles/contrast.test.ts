/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** `color-mix(in srgb, var(--front) n%, var(--back))` of a token, as a browser mixes it in a theme. */
const mixed = (token: string, theme: Theme): string => {
  const found = [
    ...tokens.matchAll(
      new RegExp(
        `--${token}: color-mix\\(in srgb, var\\(--([a-z0-9-]+)\\) (\\d+)%, var\\(--([a-z0-9-]+)\\)\\)`,
        'gu',
      ),
    ),
  ].at(-1);
  if (found === undefined) throw new Error(`no mixed token ${token}`);
  const [, front = '', share = '', back = ''] = found;
  const channels = (name: string): number[] =>
    [1, 3, 5].map((at) => Number.parseInt((theme[name] ?? '').slice(at, at + 2), 16));
  const behind = channels(back);
  const mix = channels(front).map(
    (value, index) =>
      (value * Number(share)) / 100 + (behind[index] ?? 0) * (1 - Number(share) / 100),
  );
  return `#${mix.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
};

const folderOf = (path: string): string =>
  fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const stylesIn = (path: string): string[] =>
  readdirSync(folderOf(path), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:vue|css)$/u.test(name))
    .map((name) => join(folderOf(path), name));

describe('lines between rows', () => {
  it.each([
    ['light', 1.5],
    ['dark', 1.5],
    ['contrast', 3],
  ] as const)('are seen in the %s theme', (name, least) => {
    const theme = themeOf(name);
    expect(contrastOf(mixed('line', theme), theme['bg'] ?? '')).toBeGreaterThanOrEqual(least);
  });

  it('are never drawn in the colour of a background', () => {
    const wrong = [...stylesIn('renderer/src'), ...stylesIn('portal/desk')].filter((path) =>
      /(?:border[a-z-]*:[^;]*|stroke: )var\(--surface/u.test(readFileSync(path, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what cannot be used now', () => {
  it('is grey in the contrast theme, and still readable', () => {
    const theme = themeOf('contrast');
    const grey = mixed('unusable', theme);
    expect(contrastOf(grey, theme['bg'] ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(theme['text'] ?? '', grey)).toBeGreaterThanOrEqual(2);
  });
});
