import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import {
  blind,
  finalise,
  readBlindKey,
  verifyToken,
} from '../../../electron/core/voting/blind-rsa.ts';
import { createBlindSigner } from '../../../portal/voting/registrar/blind-sign.ts';
import { realRandom } from '../../support/store/store-ports.ts';
import { median, type Step, timed } from './measure.ts';

const PSS = { name: 'RSA-PSS', hash: 'SHA-384' };

/** Each step of one token, ours in turn with the library's on the same key and message. Milliseconds. */
export const measureSteps = async (rounds: number): Promise<readonly Step[]> => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const key = readBlindKey(spki);
  if (key === undefined) throw new Error('the key was not taken');
  const publicKey = await webcrypto.subtle.importKey('spki', spki, PSS, true, ['verify']);
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, PSS, true, ['sign']);
  const signer = createBlindSigner(pair.privateKey);
  const library = RSABSSA.SHA384.PSS.Randomized();
  const times: Record<string, { readonly ours: number[]; readonly library: number[] }> = {
    blind: { ours: [], library: [] },
    sign: { ours: [], library: [] },
    finalise: { ours: [], library: [] },
    verify: { ours: [], library: [] },
  };
  const note = (step: string, side: 'ours' | 'library', ms: number): void => {
    times[step]?.[side].push(ms);
  };
  /** The library signs for more than half a second: a few rounds say enough. */
  const libraryRounds = Math.max(3, Math.ceil(rounds / 20));
  for (let round = 0; round < rounds; round += 1) {
    const message = library.prepare(realRandom.bytes(100));
    const blinded = await timed(() => blind(key, message, realRandom));
    const signed = await timed(() => signer.sign(blinded.value.blinded));
    const blindSig = signed.value ?? new Uint8Array();
    const done = await timed(() => finalise(key, message, blindSig, blinded.value.inverse));
    const sig = done.value ?? new Uint8Array();
    const verified = await timed(() => verifyToken(key, message, sig));
    if (!verified.value) throw new Error('a token is wrong');
    note('blind', 'ours', blinded.ms);
    note('sign', 'ours', signed.ms);
    note('finalise', 'ours', done.ms);
    note('verify', 'ours', verified.ms);
    if (round >= libraryRounds) continue;
    const theirs = await timed(() => library.blind(publicKey, message));
    const { blindedMsg, inv } = theirs.value;
    const theirSigned = await timed(() => library.blindSign(privateKey, blindedMsg));
    const theirDone = await timed(() =>
      library.finalize(publicKey, message, theirSigned.value, inv),
    );
    const theirVerified = await timed(() => library.verify(publicKey, theirDone.value, message));
    note('blind', 'library', theirs.ms);
    note('sign', 'library', theirSigned.ms);
    note('finalise', 'library', theirDone.ms);
    note('verify', 'library', theirVerified.ms);
  }
  return Object.entries(times).map(([step, { ours, library: rival }]) => ({
    step,
    ours: median(ours),
    library: median(rival),
  }));
};
