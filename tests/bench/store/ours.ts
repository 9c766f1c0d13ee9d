import { join } from 'node:path';
import { openStore } from '../../../electron/core/store/open-store.ts';
import type { OutboxRecord } from '../../../electron/core/store/records.ts';
import { createNodeClock } from '../../../electron/node-ports/clock.ts';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';
import { createKeyFileWrap } from '../../../electron/node-ports/key-file-wrap.ts';
import { createNodeRandom } from '../../../electron/node-ports/random.ts';

interface Submission {
  readonly id: string;
  readonly record: OutboxRecord;
  readonly sealed: string;
}

const silent = (): void => undefined;

/** The kiosk's store as it is run, as a contestant. */
export const open = async (folder: string) => {
  const store = await openStore({
    folder: join(folder, 'store'),
    ports: {
      files: createNodeFiles(),
      clock: createNodeClock(),
      random: createNodeRandom(),
      keyWrap: createKeyFileWrap(join(folder, 'kiosk.key')),
      log: { info: silent, warn: silent, error: silent },
    },
  });
  const commit = ({ id, record, sealed }: Submission): Promise<void> =>
    store.update((data) => data.outbox.set(id, record, sealed));
  return {
    commit,
    commitTogether: async (submissions: readonly Submission[]): Promise<void> => {
      await Promise.all(submissions.map(commit));
    },
    load: async (submissions: readonly Submission[]): Promise<void> => {
      for (let at = 0; at < submissions.length; at += 256)
        await Promise.all(submissions.slice(at, at + 256).map(commit));
    },
    /** Counts what waits, as the outbox does at the start. */
    countWaiting: (): number => {
      const waiting: string[] = [];
      for (const [id, { state }] of store.data.outbox.scan(['state']))
        if (state === 'saved') waiting.push(id);
      return waiting.length;
    },
    readSealed: (id: string): Promise<string | undefined> => store.readBody('outbox', id),
    close: () => store.close(),
  };
};
