import { fail, ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { HandlersOf } from '../../methods.ts';
import type { StaffCalls } from '../../staff-calls.ts';
import type { PinCheck } from '../../staff-pins.ts';

export interface CallOptions {
  readonly calls: StaffCalls;
  readonly audit: Audit;
  readonly checkPin: PinCheck;
}

/** A citizen calls staff; staff come, confirm, and may stay as a named helper. */
export const createCallMethods = ({
  calls,
  audit,
  checkPin,
}: CallOptions): HandlersOf<'calls'> & HandlersOf<'assist'> => ({
  'calls.state': () => ok(calls.state()),
  'calls.raise': async () => {
    await calls.raise();
    return ok(calls.state());
  },
  'calls.withdraw': async () => {
    await calls.close();
    return ok(calls.state());
  },
  'calls.answer': async (_input, { staff: { number } }) => {
    await calls.close({ number, act: audit.record({ number, act: 'call_answered' }) });
    return ok(calls.state());
  },
  'calls.answerHere': async ({ number, pin }) => {
    const checked = await checkPin(number, pin);
    if (!checked.ok) return checked;
    const by = checked.value.number;
    await calls.close({ number: by, act: audit.record({ number: by, act: 'call_answered' }) });
    return ok(calls.state());
  },
  'assist.begin': async ({ number, pin }, { session, citizen }) => {
    const checked = await checkPin(number, pin);
    if (!checked.ok) return checked;
    const helper = checked.value;
    if (helper.phone === undefined) return fail('no_phone');
    await audit.note({ number: helper.number, act: 'assist_began' });
    await calls.close({
      number: helper.number,
      act: audit.record({ number: helper.number, act: 'call_answered' }),
    });
    // The citizen may have left while the PIN was checked: nobody's helper is nobody's business.
    if (session.citizen === citizen) citizen.helper = helper;
    return ok({ name: helper.name });
  },
  'assist.end': async (_input, { citizen }) => {
    const { helper } = citizen;
    delete citizen.helper;
    if (helper !== undefined) await audit.note({ number: helper.number, act: 'assist_ended' });
    return ok(null);
  },
  'assist.state': (_input, { citizen }) =>
    ok(citizen.helper === undefined ? null : { name: citizen.helper.name }),
});
