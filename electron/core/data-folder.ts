import { join } from 'node:path';
import type { Files } from './ports.ts';
import { readKeyRingKind } from './store/key-ring.ts';

/** Where the store lies in the kiosk's data folder. */
export const storeFolder = (dataFolder: string): string => join(dataFolder, 'store');

/** How the data in the folder are protected, as `KeyWrap.kind` says it; undefined where there are none. */
export const readKeyKind = (files: Files, dataFolder: string): Promise<string | undefined> =>
  readKeyRingKind(files, storeFolder(dataFolder));
