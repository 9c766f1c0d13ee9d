/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

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

const channel = (hex: string): number => {
  const value = parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
/** Relative luminance, WCAG 2.2. */
const luminance = (colour: string): number =>
  0.2126 * channel(colour.slice(1, 3)) +
  0.7152 * channel(colour.slice(3, 5)) +
  0.0722 * channel(colour.slice(5, 7));
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const TEXT_PAIRS = [
  ['text', ['bg', 'surface', 'surface-2', 'success-bg', 'warning-bg', 'danger-bg']],
  ['muted', ['bg', 'surface', 'surface-2', 'success-bg']],
  ['on-primary', ['primary', 'primary-pressed']],
  ['link', ['bg', 'surface', 'surface-2']],
  ['success', ['bg', 'surface', 'success-bg']],
  ['warning', ['bg', 'surface', 'warning-bg']],
  ['danger', ['bg', 'surface', 'danger-bg']],
] as const;
const SHAPE_PAIRS = [
  ['border', ['bg', 'surface', 'surface-2']],
  ['focus', ['bg', 'halo']],
  ['primary', ['bg', 'surface']],
] as const;

const expand = (pairs: readonly (readonly [string, readonly string[]])[]) =>
  pairs.flatMap(([front, backs]) => backs.map((back) => [front, back] as const));

describe.each([
  ['light', 4.5],
  ['dark', 4.5],
  ['contrast', 7],
] as const)('the %s theme', (name, needed) => {
  const theme = themeOf(name);

  it.each(expand(TEXT_PAIRS))(`keeps %s on %s readable`, (front, back) => {
    expect(contrast(theme[front] ?? '', theme[back] ?? '')).toBeGreaterThanOrEqual(needed);
  });

  it.each(expand(SHAPE_PAIRS))('keeps %s on %s visible', (front, back) => {
    expect(contrast(theme[front] ?? '', theme[back] ?? '')).toBeGreaterThanOrEqual(3);
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
