import type { Clock, Ids, Random } from '../core/ports.ts';

const LATEST = 2 ** 48 - 1;

/**
 * UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, the rest chance. The time is only
 * for order; a clock that is wrong by years makes ids that are no less unique.
 */
export const createIds = (clock: Pick<Clock, 'now'>, random: Pick<Random, 'bytes'>): Ids => ({
  next: () => {
    const bytes = Buffer.alloc(16);
    bytes.set(random.bytes(10), 6);
    bytes.writeUIntBE(Math.min(Math.max(Math.trunc(clock.now()), 0), LATEST), 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  },
});
