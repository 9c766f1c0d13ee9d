import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const OUT = join(import.meta.dirname, '../../out/renderer');
const MOST_BYTES = 150_000;

/** What the page loads before it shows anything: its scripts and everything that they import at once. */
const initialScripts = (): readonly string[] => {
  const page = readFileSync(join(OUT, 'index.html'), 'utf8');
  const found = new Set<string>();
  const add = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const code = readFileSync(join(OUT, path), 'utf8');
    for (const [, name] of code.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g))
      add(`assets/${name ?? ''}`);
  };
  for (const [, path] of page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g))
    add(path ?? '');
  return [...found];
};

describe('the built screen', () => {
  it('was built', () => {
    expect(existsSync(join(OUT, 'index.html')), 'run "npm run build" first').toBe(true);
  });

  it('loads less than 150 kB of JavaScript (gzip) before it shows something', () => {
    const scripts = initialScripts();
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts
      .map((path) => gzipSync(readFileSync(join(OUT, path))).byteLength)
      .reduce((total, one) => total + one, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it('has no script or style in the page itself, which the content policy would stop', () => {
    const page = readFileSync(join(OUT, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
  });
});
