import { randomBytes } from 'node:crypto';
import type { Random } from '../core/ports.ts';

/** Chance from the operating system's generator, also for fractions. */
export const createNodeRandom = (): Random => ({
  bytes: (length) => new Uint8Array(randomBytes(length)),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
});
