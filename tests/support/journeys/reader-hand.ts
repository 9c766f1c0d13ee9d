import type { Page } from '@playwright/test';

/** Seconds between two keys of a reader. */
const PACE = 0.005;

const keyOf = (sign: string) =>
  sign === '\n'
    ? { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }
    : { key: sign, text: sign };

/**
 * A scanner or card reader that types like a keyboard: all keys at once, each with the moment at which
 * a reader would press it, so that a machine under load makes no slow hand of it.
 */
export const readerTypes = async (page: Page, text: string): Promise<void> => {
  const protocol = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  await Promise.all(
    [...text].flatMap((sign, index) => {
      const timestamp = start + index * PACE;
      const key = keyOf(sign);
      return [
        protocol.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp }),
        protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, timestamp }),
      ];
    }),
  );
  await protocol.detach();
};
