import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRendererFiles } from '../../electron/hosts/renderer-files.ts';

const build = async (files: Record<string, string>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(folder, 'assets'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
};

describe('the list of files that may be served', () => {
  it('has the page under "/" and everything else under its own path', async () => {
    const folder = await build({ 'index.html': 'page', 'assets/index-a1.js': '1' });
    const files = await readRendererFiles(folder);
    expect([...files.keys()].sort()).toEqual(['/', '/assets/index-a1.js']);
    expect(files.get('/')?.body.toString()).toBe('page');
    expect(files.get('/assets/index-a1.js')?.type).toBe('text/javascript; charset=utf-8');
  });

  it('does not change when the folder does', async () => {
    const folder = await build({ 'index.html': 'page' });
    const files = await readRendererFiles(folder);
    await writeFile(join(folder, 'index.html'), 'changed');
    expect(files.get('/')?.body.toString()).toBe('page');
  });

  it('is not made of a folder without a page', async () => {
    await expect(readRendererFiles(await build({}))).rejects.toThrow('no built screen');
  });

  it('is not made of a folder with a link in it, wherever it leads', async () => {
    const folder = await build({ 'index.html': 'page' });
    await symlink('/etc/passwd', join(folder, 'assets/passwd.txt'));
    await expect(readRendererFiles(folder)).rejects.toThrow('neither file nor folder');
  });

  it.each(['.env', 'a b.js', 'x%2e.js', 'ə.js'])('is not made with the name %s', async (name) => {
    const folder = await build({ 'index.html': 'page', [name]: '' });
    await expect(readRendererFiles(folder)).rejects.toThrow('odd name');
  });

  it.each(['index.js.map', 'run.sh', 'page.php'])('is not made with %s', async (name) => {
    const folder = await build({ 'index.html': 'page', [name]: '' });
    await expect(readRendererFiles(folder)).rejects.toThrow('unknown kind');
  });
});
