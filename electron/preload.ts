import { contextBridge, ipcRenderer } from 'electron';
import type { KioskEvent } from '../contract/kiosk-events.ts';
import type { Result } from '../contract/result.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './hosts/electron/channels.ts';

/** All that the page gets of Electron: two words, no channel names. */
const bridge = {
  call: (method: string, input: unknown): Promise<Result<unknown>> =>
    ipcRenderer.invoke(CALL_CHANNEL, { method, input }) as Promise<Result<unknown>>,
  /** Answers the function that ends the subscription. */
  subscribe: (listener: (event: KioskEvent) => void): (() => void) => {
    // The event object of Electron reaches the main process: it stays on this side.
    const forward = (_event: unknown, kioskEvent: KioskEvent): void => {
      listener(kioskEvent);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('asanKiosk', bridge);
