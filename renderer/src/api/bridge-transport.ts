import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import { HostUnreachable, type Transport } from './transport.ts';

/** What the sandboxed preload script offers to the page, and nothing else. */
export interface KioskBridge {
  call(method: string, input: unknown): Promise<unknown>;
  subscribe(listener: (event: KioskEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly asanKiosk?: KioskBridge;
  }
}

export const createBridgeTransport = (bridge: KioskBridge): Transport => ({
  async call(method, input) {
    try {
      return await bridge.call(method, input);
    } catch (cause) {
      throw new HostUnreachable(method, { cause });
    }
  },
  subscribe(listener, connected) {
    const cancel = bridge.subscribe(listener);
    connected();
    return cancel;
  },
});
