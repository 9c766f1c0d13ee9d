import { createHash, timingSafeEqual } from 'node:crypto';
import type { Core, SessionId } from '../../core/core.ts';
import type { Random } from '../../core/ports.ts';

/**
 * The one place in front of the screen. A launch token is exchanged for a cookie and a session of
 * the core; a second launch takes the seat and wipes what the first one held.
 */
export interface Seat {
  /** A new launch token; an earlier one that was not used is void. */
  issueToken(): string;
  /** The cookie for a right token, undefined for any other. */
  take(token: string): string | undefined;
  sessionOf(cookie: string | undefined): SessionId | undefined;
  /** Ends the session in the seat, if there is one. */
  leave(): void;
}

interface SeatSettings {
  readonly core: Pick<Core, 'openSession' | 'closeSession'>;
  readonly random: Pick<Random, 'bytes'>;
  /** Demonstrations on a machine without display print an address that stays good until the host stops. */
  readonly tokensStayGood: boolean;
  readonly onLeave: (session: SessionId) => void;
}

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Comparing digests takes the same time wherever the texts differ. */
const matches = (secret: string, expected: Buffer | undefined): boolean =>
  expected !== undefined && timingSafeEqual(digest(secret), expected);

export const createSeat = (settings: SeatSettings): Seat => {
  let token: Buffer | undefined;
  let taken: { readonly cookie: Buffer; readonly session: SessionId } | undefined;

  const secret = (): string => Buffer.from(settings.random.bytes(32)).toString('base64url');

  const leave = (): void => {
    if (taken === undefined) return;
    const { session } = taken;
    taken = undefined;
    settings.core.closeSession(session);
    settings.onLeave(session);
  };

  return {
    issueToken: () => {
      const fresh = secret();
      token = digest(fresh);
      return fresh;
    },
    take: (offered) => {
      if (!matches(offered, token)) return undefined;
      if (!settings.tokensStayGood) token = undefined;
      leave();
      const cookie = secret();
      taken = { cookie: digest(cookie), session: settings.core.openSession() };
      return cookie;
    },
    sessionOf: (cookie) =>
      cookie !== undefined && matches(cookie, taken?.cookie) ? taken?.session : undefined,
    leave,
  };
};
