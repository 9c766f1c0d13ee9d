import type { CaseState } from '../../../../contract/sync-protocol.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import type { Citizen } from '../../session.ts';
import { createGuessLimit, type GuessLimit } from '../../guess-limit.ts';
import type { Clock } from '../../ports.ts';
import { createSessionKey, type SessionKey } from './session-key.ts';

/** How a case is opened again, and what was shown of it last. */
export interface RememberedCase {
  readonly access: CaseAccess;
  readonly state: CaseState | undefined;
}

/** What one citizen's session holds about cases, in memory only; gone with the citizen. */
export interface CitizenCases {
  readonly guesses: GuessLimit;
  /** By reference: cases that the receipt or the sign-in has opened. */
  readonly opened: Map<string, RememberedCase>;
  /** Made when it is first needed. */
  sessionKey(): Promise<SessionKey>;
  /** The person's last visit to any kiosk, milliseconds since the Unix epoch. */
  since: number | undefined;
  /** The portal has been told of this visit. */
  arrived: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A person mistypes. */
const PER_PERSON = { free: 3, first: 5 * SECOND, longest: 5 * MINUTE, forgiveAfter: 5 * MINUTE };

export const createCitizenCases = (clock: Clock): ((citizen: Citizen) => CitizenCases) => {
  const ofCitizens = new WeakMap<Citizen, CitizenCases>();
  return (citizen) => {
    const known = ofCitizens.get(citizen);
    if (known !== undefined) return known;
    let key: Promise<SessionKey> | undefined;
    const fresh: CitizenCases = {
      guesses: createGuessLimit(clock, PER_PERSON),
      opened: new Map(),
      sessionKey: () => (key ??= createSessionKey()),
      since: undefined,
      arrived: false,
    };
    ofCitizens.set(citizen, fresh);
    return fresh;
  };
};
