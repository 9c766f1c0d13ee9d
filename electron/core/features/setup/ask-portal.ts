import type { NetworkTest } from '../../../../contract/setup.ts';
import {
  JOSE_MEDIA_TYPE,
  PROBLEM_TYPE_PREFIX,
  ROUTES,
} from '../../../../contract/sync-protocol.ts';
import { NetworkError, type Clock, type Network, type NetworkAnswer } from '../../ports.ts';

const TIMEOUT = 6_000;
const MOST_BYTES = 65_536;
/** A message that nobody has signed: the portal refuses it in words of its own. */
const NO_MESSAGE = new TextEncoder().encode('e30.e30.AA');

/** Whether the portal answers at the address, and what time it has. Says nothing of this kiosk. */
export const askPortal = async (
  network: Network,
  clock: Pick<Clock, 'now' | 'monotonic'>,
  url: string,
): Promise<NetworkTest> => {
  const began = clock.monotonic();
  try {
    const answer = await network.send({
      method: 'POST',
      url: url.replace(/\/+$/u, '') + ROUTES.pull,
      headers: { 'content-type': JOSE_MEDIA_TYPE, accept: 'application/problem+json' },
      body: NO_MESSAGE,
      timeout: TIMEOUT,
      maxAnswerBytes: MOST_BYTES,
    });
    const milliseconds = Math.round(clock.monotonic() - began);
    const offset = offsetOf(answer, clock.now() - milliseconds / 2);
    return {
      outcome: isPortal(answer) ? 'portal' : 'foreign',
      milliseconds,
      ...(offset !== undefined && { clockOffset: offset }),
    };
  } catch (error) {
    if (error instanceof NetworkError) return { outcome: 'silent' };
    throw error;
  }
};

const isPortal = ({ headers, body }: NetworkAnswer): boolean =>
  (headers['content-type'] ?? '').startsWith('application/problem+json') &&
  new TextDecoder().decode(body).includes(PROBLEM_TYPE_PREFIX);

const offsetOf = ({ headers }: NetworkAnswer, now: number): number | undefined => {
  const theirs = Date.parse(headers['date'] ?? '');
  // The header has whole seconds.
  return Number.isNaN(theirs) ? undefined : Math.round((theirs + 500 - now) / 1000) * 1000;
};
