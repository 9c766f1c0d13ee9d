import { createKeyFileWrap } from '../../../electron/node-ports/key-file-wrap.ts';
import { createNodeClock } from '../../../electron/node-ports/clock.ts';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';
import { createNodeRandom } from '../../../electron/node-ports/random.ts';
import { openStore } from '../../../electron/core/store/open-store.ts';

/**
 * Saves one record after the other, in small groups, and says on standard output what was
 * acknowledged ("+id") and deleted ("-id"), until it is killed. Arguments: data folder, key file, start number.
 */
const [folder = '', keyFile = '', from = '0'] = process.argv.slice(2);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const nothing = (): void => undefined;

const main = async (): Promise<void> => {
  const store = await openStore({
    folder,
    ports: {
      files: createNodeFiles(),
      clock: createNodeClock(),
      random: createNodeRandom(),
      keyWrap: createKeyFileWrap(keyFile),
      log: { info: nothing, warn: nothing, error: (event) => say(`!${event}`) },
    },
    // Small, so that segments roll and snapshots are made all the time.
    settings: { segmentBytes: 64 * 1024, reserveBytes: 64 * 1024, snapshotAfterBytes: 128 * 1024 },
  });
  say(`=${JSON.stringify([...store.data.batches.entries()].map(([id]) => id))}`);
  say(`?${store.health().damaged ? 'damaged' : 'sound'}`);
  for (let n = Number(from); ; n += 4) {
    const numbers = [n, n + 1, n + 2, n + 3];
    await Promise.all(
      numbers.map(async (number) => {
        const record = { seq: number, prev: '', digest: '', sentAt: 0, items: [] };
        await store.update((data) =>
          data.batches.set(`${number}`, record, `body ${number} `.repeat(40)),
        );
        say(`+${number}`);
      }),
    );
    const old = n - 400;
    if (old >= 0 && old % 8 === 0) {
      say(`~${old}`);
      await store.update((data) => data.batches.delete(`${old}`));
      say(`-${old}`);
    }
  }
};

void main();
