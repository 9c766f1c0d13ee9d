import type { KioskError } from '../../contract/errors.ts';
import type { Result } from '../../contract/result.ts';
import type { Staff } from './session.ts';
import type { StoreWriter } from './store/store.ts';

export type PinCheckFault = 'wrong_pin' | 'locked';

/** Whether number and PIN belong together. `accepted` is written in the change that forgives earlier tries. */
export type PinCheck<Who extends Staff = Staff> = (
  number: string,
  pin: string,
  accepted?: (writer: StoreWriter, person: Who) => void,
) => Promise<Result<Who, KioskError<PinCheckFault>>>;

/** What a second person types to agree. */
export interface SecondPin {
  readonly number: string;
  readonly pin: string;
}

/**
 * Two people for what cannot be undone: the one who is signed in, and another who agrees with the
 * own PIN. `change` is written in the same change as the agreement.
 */
export type ConfirmBySecond = (
  first: Pick<Staff, 'number'>,
  second: SecondPin,
  change: (writer: StoreWriter, agreed: Staff) => void,
) => Promise<Result<null, KioskError<PinCheckFault | 'second_needed'>>>;
