import type { Bundles } from '../../core/updates/bundles.ts';
import { findBundles, installBundle, installedVersions, readFloor } from './installed.ts';
import { openBundle, peekBundle } from './open-bundle.ts';

/** Bundles on the real file system. */
export const createNodeBundles = (): Bundles => ({
  find: findBundles,
  installed: installedVersions,
  floor: readFloor,
  peek: peekBundle,
  open: openBundle,
  install: installBundle,
});
