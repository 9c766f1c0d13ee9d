import type { KioskEvent } from '../../../contract/kiosk-events.ts';

/** How words reach the core. Carries them unchanged; knows nothing of methods. */
export interface Transport {
  /** Resolves to the core's `Result`; rejects with `HostUnreachable` when no whole answer came. */
  call(method: string, input: unknown): Promise<unknown>;
  /** Events until the returned function is called; `connected` runs each time the line is up again. */
  subscribe(listener: (event: KioskEvent) => void, connected: () => void): () => void;
}

/** The host process does not answer: the kiosk is out of service, whatever the network does. */
export class HostUnreachable extends Error {
  override readonly name = 'HostUnreachable';
}
