import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';

/** A copy of a disk, as the next start finds it after the process was killed. */
export const copyDisk = (
  files: MemoryFiles,
  fault?: Parameters<typeof createMemoryFiles>[0],
): MemoryFiles => {
  const copy = createMemoryFiles(fault);
  for (const [path, file] of files.content)
    copy.content.set(path, { bytes: Buffer.from(file.bytes), size: file.size });
  return copy;
};

/** Changes the content of one file. */
export const editFile = (
  files: MemoryFiles,
  path: string,
  edit: (content: Buffer) => Buffer,
): void => {
  const bytes = edit(files.readAll(path));
  files.content.set(path, { bytes, size: bytes.length });
};

/** The only file whose name matches, or the last of them. */
export const findFile = (files: MemoryFiles, pattern: RegExp): string => {
  const paths = [...files.content.keys()].filter((path) => pattern.test(path)).sort();
  const last = paths.at(-1);
  if (last === undefined) throw new Error(`no file matches ${String(pattern)}`);
  return last;
};
