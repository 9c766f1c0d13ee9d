/** Sizes in bytes, times in milliseconds. Tests shrink them; a kiosk runs on the defaults. */
export interface StoreSettings {
  /** Size to which a segment is filled with zeros before it is used. */
  readonly segmentBytes: number;
  /** Size of the file that is given up when the disk is full. */
  readonly reserveBytes: number;
  /** Journal written since the last snapshot before a new one is made, at the least. */
  readonly snapshotAfterBytes: number;
  /** Plain bytes of records in one line of a snapshot. */
  readonly snapshotLineBytes: number;
  /** Bounds of what one sync makes durable. */
  readonly groupLines: number;
  readonly groupBytes: number;
  /** Quiet time after a commit until a line vouches for it. */
  readonly vouchAfter: number;
  /** Pause between attempts to save again after the disk was full or failed. */
  readonly retryAfter: number;
  /** Quiet time after the start until bodies on disk are checked for damage. */
  readonly scrubAfter: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_SETTINGS: StoreSettings = {
  segmentBytes: 8 * MIB,
  reserveBytes: 16 * MIB,
  snapshotAfterBytes: 4 * MIB,
  snapshotLineBytes: 32 * 1024,
  groupLines: 512,
  groupBytes: 2 * MIB,
  vouchAfter: 1000,
  retryAfter: 5000,
  scrubAfter: 30_000,
};
