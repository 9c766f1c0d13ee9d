import { createBridgeTransport } from './bridge-transport.ts';
import { createHttpTransport } from './http-transport.ts';
import type { Transport } from './transport.ts';

/** The preload bridge where the page runs in Electron, else the loopback host. */
export const chooseTransport = (page: Window): Transport =>
  page.asanKiosk === undefined ? createHttpTransport() : createBridgeTransport(page.asanKiosk);
