import { describe, expect, it } from 'vitest';
import { isOpenToOthers } from '../../../electron/node-ports/passphrase-file.ts';

const KIOSK = 1000;
const ROOT = 0;

describe('who may read a passphrase file', () => {
  it.each([
    [0o600, KIOSK, KIOSK, false],
    [0o400, KIOSK, KIOSK, false],
    [0o640, KIOSK, KIOSK, true],
    [0o600, 1001, KIOSK, true],
    // A credential that systemd hands over.
    [0o440, ROOT, KIOSK, false],
    [0o400, ROOT, KIOSK, false],
    [0o444, ROOT, KIOSK, true],
    [0o460, ROOT, KIOSK, true],
    [0o440, ROOT, ROOT, true],
    [0o400, ROOT, ROOT, false],
    [0o666, ROOT, undefined, false],
  ])('mode %o of user %i, read by %s: open to others %s', (mode, owner, user, open) => {
    expect(isOpenToOthers({ mode, owner }, user)).toBe(open);
  });
});
