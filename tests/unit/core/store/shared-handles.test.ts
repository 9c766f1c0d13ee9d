import { expect, it } from 'vitest';
import type { FileHandle } from '../../../../electron/core/ports.ts';
import { createSharedHandles } from '../../../../electron/core/store/shared-handles.ts';

const createFiles = (fault?: Error) => {
  const events: string[] = [];
  const handles = createSharedHandles((file) => {
    events.push(`open ${file}`);
    if (fault !== undefined) return Promise.reject(fault);
    const close = () => {
      events.push(`close ${file}`);
      return Promise.resolve();
    };
    return Promise.resolve({ close } as FileHandle);
  });
  return { events, handles };
};

it('opens a file once for all who read at the same time, and closes it after the last', async () => {
  const { events, handles } = createFiles();
  const read = (name: string) => () => {
    events.push(name);
    return new Promise<string>((resolve) => setImmediate(() => resolve(name)));
  };
  const read3 = [handles.use(1, read('a')), handles.use(1, read('b')), handles.use(2, read('c'))];
  expect(await Promise.all(read3)).toEqual(['a', 'b', 'c']);
  expect(events.filter((event) => event.startsWith('open'))).toEqual(['open 1', 'open 2']);
  expect(events.slice(-2).sort()).toEqual(['close 1', 'close 2']);
});

it('opens it anew for whoever comes later: the name may be another file’s by then', async () => {
  const { events, handles } = createFiles();
  await handles.use(1, () => Promise.resolve());
  await handles.use(1, () => Promise.resolve());
  expect(events).toEqual(['open 1', 'close 1', 'open 1', 'close 1']);
});

it('fails all who wait when it cannot be opened, and tries again for the next', async () => {
  const { events, handles } = createFiles(new Error('gone'));
  const both = [1, 2].map(() => handles.use(1, () => Promise.resolve()));
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  await expect(handles.use(1, () => Promise.resolve())).rejects.toThrow('gone');
  expect(events).toEqual(['open 1', 'open 1']);
});

it('closes the file when the work on it fails', async () => {
  const { events, handles } = createFiles();
  await expect(handles.use(1, () => Promise.reject(new Error('torn')))).rejects.toThrow('torn');
  expect(events).toEqual(['open 1', 'close 1']);
});
