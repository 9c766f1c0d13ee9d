import { createKeyFileWrap } from '../../../electron/node-ports/key-file-wrap.ts';
import { createNodeClock } from '../../../electron/node-ports/clock.ts';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';
import { openStore, type OpenedStore } from '../../../electron/core/store/open-store.ts';
import type { StoreSettings } from '../../../electron/core/store/settings.ts';
import { createMemoryLog, realRandom } from './store-ports.ts';

/** The store as a kiosk runs it, on the real disk. */
export const openRealStore = (
  folder: string,
  keyFile: string,
  settings: Partial<StoreSettings> = {},
): Promise<OpenedStore> =>
  openStore({
    folder,
    ports: {
      files: createNodeFiles(),
      clock: createNodeClock(),
      random: realRandom,
      keyWrap: createKeyFileWrap(keyFile),
      log: createMemoryLog(),
    },
    settings,
  });
