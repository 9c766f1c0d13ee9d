import { describe, expect, it } from 'vitest';
import { createPassphraseWrap } from '../../../electron/node-ports/passphrase-wrap.ts';

const key = new Uint8Array(32).fill(7);

describe('protection by a passphrase', () => {
  it('opens with the same words only', async () => {
    const wrapped = await createPassphraseWrap('quba masallı gəncə').wrap(key);
    expect([...(await createPassphraseWrap('quba masallı gəncə').unwrap(wrapped))]).toEqual([
      ...key,
    ]);
    await expect(createPassphraseWrap('quba masalli gence').unwrap(wrapped)).rejects.toThrow();
    await expect(
      createPassphraseWrap('quba masallı gəncə').unwrap(wrapped.subarray(0, 40)),
    ).rejects.toThrow();
  }, 120_000);
});
