import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';

/** What a fault can do with one exchange. */
export interface Wire {
  /** The whole answer of the portal to these bytes. Rejects when the portal is not there. */
  ask(request: Buffer): Promise<Buffer>;
  /** Sends only these bytes to the portal and hangs up. */
  tell(bytes: Buffer): Promise<void>;
  /** Sends bytes to the kiosk. */
  say(bytes: Buffer): Promise<void>;
  /** Breaks the connection to the kiosk. */
  hangUp(): void;
  /** Resolves when a later request has passed, or after so many milliseconds. */
  nextPassed(ms: number): Promise<void>;
  /** The portal's last answer on this route before this exchange. */
  lastAnswer(): Buffer | undefined;
  /** Runs work that nobody waits for before the proxy stops. */
  later(work: Promise<unknown>): void;
}

const flipped = (bytes: Buffer, at: number, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  const index = at < 0 ? Math.max(0, copy.length + at) : Math.min(at, copy.length - 1);
  copy.writeUInt8(copy.readUInt8(index) ^ (1 << bit), index);
  return copy;
};

const double = async (
  wire: Wire,
  request: Buffer,
  { together, heard }: Extract<Fault, { kind: 'double' }>,
): Promise<Buffer> => {
  const first = wire.ask(request);
  if (!together) await first;
  const [one, two] = await Promise.all([first, wire.ask(request)]);
  return heard === 'first' ? one : two;
};

const trickle = async (wire: Wire, answer: Buffer, piece: number): Promise<void> => {
  for (let start = 0; start < answer.length; start += piece) {
    await wire.say(answer.subarray(start, start + piece));
    await sleep(0);
  }
};

/** Lets the fault happen to one whole request. Rejects when the portal or the kiosk went away. */
export const playFault = async (fault: Fault, request: Buffer, wire: Wire): Promise<void> => {
  switch (fault.kind) {
    case 'pass':
      return wire.say(await wire.ask(request));
    case 'drop':
      wire.hangUp();
      return;
    case 'delay': {
      await sleep(fault.ms);
      const answer = await wire.ask(request);
      await sleep(fault.ms);
      return wire.say(answer);
    }
    case 'cut-request':
      await wire.tell(request.subarray(0, fault.after));
      wire.hangUp();
      return;
    case 'cut-answer': {
      const answer = await wire.ask(request);
      await wire.say(answer.subarray(0, fault.after));
      wire.hangUp();
      return;
    }
    case 'double':
      return wire.say(await double(wire, request, fault));
    case 'hold':
      await wire.nextPassed(fault.ms);
      return wire.say(await wire.ask(request));
    case 'echo':
      wire.later(sleep(fault.ms).then(() => wire.ask(request)));
      return wire.say(await wire.ask(request));
    case 'flip-request':
      return wire.say(await wire.ask(flipped(request, fault.at, fault.bit)));
    case 'flip-answer':
      await wire.say(flipped(await wire.ask(request), fault.at, fault.bit));
      wire.hangUp(); // the length may have been hit: nobody is left waiting for more
      return;
    case 'stale-answer': {
      const stale = wire.lastAnswer();
      const answer = await wire.ask(request);
      return wire.say(stale ?? answer);
    }
    case 'trickle':
      return trickle(wire, await wire.ask(request), fault.piece);
    case 'silence':
      await sleep(fault.ms);
      wire.hangUp();
      return;
    case 'answer':
      return wire.say(fault.answer);
    case 'gateway':
      await wire.ask(request);
      return wire.say(fault.answer);
  }
};
