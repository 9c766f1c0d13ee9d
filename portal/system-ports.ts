import { randomBytes } from 'node:crypto';
import type { PortalClock, PortalIds, PortalLog, PortalPorts, PortalRandom } from './ports.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** UUID version 7 (RFC 9562): 48 bits of time, then chance. */
export const createIds = (clock: PortalClock, random: PortalRandom): PortalIds => ({
  next: () => {
    const bytes = Buffer.alloc(16);
    bytes.writeUIntBE(clock.now(), 0, 6);
    bytes.set(random.bytes(10), 6);
    bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
    bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
    const text = hex(bytes);
    return [
      text.slice(0, 8),
      text.slice(8, 12),
      text.slice(12, 16),
      text.slice(16, 20),
      text.slice(20),
    ].join('-');
  },
});

/** One JSON object a line, in the fields of the kiosk's own log, for whatever collects the service's output. */
export const createLineLog = (write: (line: string) => void, clock: PortalClock): PortalLog => {
  const line =
    (level: string): PortalLog['info'] =>
    (event, details) => {
      write(
        `${JSON.stringify({ ...details, time: new Date(clock.now()).toISOString(), level, event })}\n`,
      );
    };
  return { info: line('info'), warn: line('warn'), error: line('error') };
};

/** The real clock, chance and ids; the log goes to standard error, standard output is for results. */
export const systemPorts = (): PortalPorts => {
  const clock: PortalClock = { now: () => Date.now() };
  const random: PortalRandom = { bytes: (length) => new Uint8Array(randomBytes(length)) };
  return {
    clock,
    random,
    ids: createIds(clock, random),
    log: createLineLog((text) => process.stderr.write(text), clock),
  };
};
