import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const css = readFileSync(
  join(import.meta.dirname, '../../../portal/desk/styles/controls.css'),
  'utf8',
).replaceAll(/\/\*.*?\*\//gsu, '');
const ruleOf = (selector: string): string =>
  css
    .split('}')
    .map((rule) => rule.split('{'))
    .find(([selectors = '']) => selectors.trim() === selector)?.[1] ?? '';

it('draws the box of a tick with the border of fields, whose contrast is tested, and large enough to hit', () => {
  const box = ruleOf("input[type='checkbox']");
  expect(box).toContain('appearance: none');
  expect(box).toContain('border: 2px solid var(--border)');
  expect(box).toContain('inline-size: 24px');
  expect(box).toContain('block-size: 24px');
});
