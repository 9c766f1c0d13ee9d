import type { Result } from '../../../contract/result.ts';
import type { CHANNELS } from '../device-config.ts';
import type { BundleKind, BundleManifest } from './bundle-format.ts';

/** Why a bundle is not taken. Each is something that a person can act on. */
export type BundleFault =
  /** No such file, or the stick was pulled out. */
  | 'missing'
  /** Cut off, altered, a link, or not a bundle at all. */
  | 'damaged'
  /** Fewer than two of the known keys have signed it. */
  | 'not_trusted'
  /** Its manifest asks for what is never allowed: a path that leads out, too many files or bytes. */
  | 'not_allowed'
  | 'other_kind'
  | 'other_channel'
  /** Below the newest version that was ever installed here. */
  | 'older'
  | 'no_room';

/** What of a folder cannot be known: the system does not let it be read, or its record is not what we write. */
export type FolderFault = 'unreadable' | 'damaged';

export interface BundleTrust {
  /** As `updates.keys` of the configuration has them. */
  readonly keys: readonly string[];
  readonly channel: (typeof CHANNELS)[number];
}

export interface OpenBundleOptions {
  /** Absolute path of the bundle, on a stick that nothing is believed of. */
  readonly source: string;
  /** Absolute path of a folder on our own disk; made when it is not there. */
  readonly staging: string;
  readonly trust: BundleTrust;
  readonly kind: BundleKind;
  /** Newest version that was ever installed; undefined for none. See `Bundles.floor`. */
  readonly floor: string | undefined;
}

export interface OpenedBundle {
  readonly manifest: BundleManifest;
  /** Holds exactly the manifest's files, each checked; on our own disk and synced. */
  readonly folder: string;
  /** Removes the folder; also after it was moved to where it belongs. */
  discard(): Promise<void>;
}

/** Signed bundles: on a stick, and where they are installed, each in a folder of its version. */
export interface Bundles {
  /** Names of the bundles at the top of a folder; none when there is no such folder. */
  find(folder: string): Promise<Result<readonly string[], FolderFault>>;
  /** Versions that are installed in the folder, oldest first; none when there is no such folder. */
  installed(folder: string): Promise<Result<readonly string[], FolderFault>>;
  /**
   * Newest version that was ever installed in the folder; undefined when nothing was. Going back by
   * hand does not lower it. One that cannot be read is a fault: taken for none, it would let an older
   * bundle in.
   */
  floor(folder: string): Promise<Result<string | undefined, FolderFault>>;
  /**
   * What a bundle says it is, when two of the known keys have signed that. For choosing among
   * several: what is used is checked again, from the copy.
   */
  peek(
    source: string,
    expected: Pick<OpenBundleOptions, 'trust' | 'kind'>,
  ): Promise<Result<BundleManifest, BundleFault>>;
  /** Copies a bundle to our own disk, checks the copy, and unpacks it into a folder of its own. */
  open(options: OpenBundleOptions): Promise<Result<OpenedBundle, BundleFault>>;
  /** Moves an opened bundle to `folder/<version>` in one step and answers that path. The same version again is replaced. */
  install(opened: OpenedBundle, folder: string): Promise<string>;
}
