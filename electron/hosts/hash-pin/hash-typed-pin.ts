import { err, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import { hashPin, pinFault } from '../../core/features/staff/pin.ts';
import type { PinFault } from '../../core/features/staff/pin.ts';
import type { Random } from '../../core/ports.ts';

const SENTENCES: Readonly<Record<PinFault, string>> = {
  pin_digits: 'A PIN has digits only, 12 at most.',
  pin_short: 'A PIN has at least 6 digits.',
  pin_simple: 'This PIN is too easy to guess: no 123456, no 111111, no 121212.',
};

/** What stands in `kiosk.json` for a typed PIN (a line end after it is no part of it), or a sentence why not. */
export const hashTypedPin = async (
  typed: string,
  random: Pick<Random, 'bytes'>,
): Promise<Result<string, string>> => {
  const pin = typed.replace(/\r?\n$/, '');
  const fault = pinFault(pin);
  return fault === undefined ? ok(await hashPin(pin, random.bytes)) : err(SENTENCES[fault]);
};
