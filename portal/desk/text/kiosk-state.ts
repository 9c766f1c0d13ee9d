import type { Kiosk } from '../../desk-api.ts';
import { SILENCE } from './since.ts';

/** A message key under `kiosks`. */
export type KioskState = 'working' | 'silent' | 'revoked' | 'fresh';

/** How a kiosk is, by the portal's clock. */
export const kioskState = (
  { revokedAt, lastSeenAt }: Pick<Kiosk, 'revokedAt' | 'lastSeenAt'>,
  now: number,
): KioskState => {
  if (revokedAt !== undefined) return 'revoked';
  if (lastSeenAt === undefined) return 'fresh';
  return now - lastSeenAt > SILENCE ? 'silent' : 'working';
};
