import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { changeEpoch } from '../../../portal/db/epoch.ts';
import type { PortalOptions } from '../../../portal/create-portal.ts';
import { startTestPortal, type TestPortal } from '../portal/start-test-portal.ts';

/** A lock is the living process's; it is not part of an image of the disk. */
const LOCK = 'portal.lock';

/**
 * The data folder as it is on the disk at this very moment, while the portal may be running. Copied
 * in one go: the embedded database lives in this process, so nothing moves meanwhile, as if the
 * process had been killed.
 */
export const imageOf = (portal: Pick<TestPortal, 'dataFolder'>, to: string): string => {
  rmSync(to, { recursive: true, force: true });
  cpSync(portal.dataFolder, to, { recursive: true });
  rmSync(join(to, LOCK), { force: true });
  return to;
};

/** Another portal process on the same data. */
export const restartPortal = async (
  portal: TestPortal,
  options: Partial<PortalOptions> = {},
): Promise<TestPortal> => {
  await portal.close();
  return startTestPortal({ ...options, dataFolder: portal.dataFolder });
};

/** A portal on an older image of its data, restored as docs/operate.md says: with a new epoch. */
export const restorePortal = async (
  image: string,
  options: Partial<PortalOptions> = {},
): Promise<TestPortal> => {
  const restored = await startTestPortal({ ...options, dataFolder: image });
  const { db, ids } = restored.portal.context;
  await changeEpoch(db, ids.next());
  return restored;
};
