import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface RendererFile {
  readonly type: string;
  readonly body: Buffer;
}

/** By the exact path of its address, e.g. "/assets/index-x1.js"; "/" is the page. */
export type RendererFiles = ReadonlyMap<string, RendererFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Everything that may be served, read once at the start: later no path is ever built from what
 * somebody asked for. Throws for a folder without a page and for anything that a build does not
 * leave behind (links, odd names, kinds of files that are not known).
 */
export const readRendererFiles = async (folder: string): Promise<RendererFiles> => {
  const files = new Map(await readFolder(folder, ''));
  const page = files.get('/index.html');
  if (page === undefined) throw new Error(`there is no built screen in ${folder}`);
  files.delete('/index.html');
  return files.set('/', page);
};

const readFolder = async (folder: string, path: string): Promise<[string, RendererFile][]> => {
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  const lists = entries.map(async (entry): Promise<[string, RendererFile][]> => {
    const inside = `${path}/${entry.name}`;
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(entry.name)) throw new Error(`odd name: ${inside}`);
    if (entry.isDirectory()) return readFolder(folder, inside);
    if (!entry.isFile()) throw new Error(`neither file nor folder: ${inside}`);
    const type = TYPES[extname(entry.name)];
    if (type === undefined) throw new Error(`unknown kind of file: ${inside}`);
    return [[inside, { type, body: await readFile(join(folder, inside)) }]];
  });
  return (await Promise.all(lists)).flat();
};
