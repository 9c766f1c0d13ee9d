import { parseFin } from '../../../../contract/domain/fin.ts';
import type { IdentityView } from '../../../../contract/identity.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { Identity } from '../../identity.ts';
import type { IdentityProvider } from '../../identity-provider.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Citizen, Session, Sessions } from '../../session.ts';
import type { PinCheck } from '../../staff-pins.ts';
import {
  type Attempt,
  coverPerson,
  newAttempt,
  settleAttempt,
  viewOfAttempt,
} from './sign-in-attempt.ts';

export interface IdentityOptions {
  /** Undefined on a kiosk without one. */
  readonly provider: IdentityProvider | undefined;
  /** Shown on the phone: centre and kiosk. */
  readonly where: () => string;
  readonly online: () => boolean;
  readonly hasStaff: () => boolean;
  readonly checkPin: PinCheck;
  /** Notes who of the staff has seen a citizen. */
  readonly audit: Pick<Audit, 'record'>;
  readonly sessions: Pick<Sessions, 'subscribe' | 'tell'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Codes that one person may have shown before starting over. */
const MOST_ATTEMPTS = 10;

interface Tries {
  attempt?: Attempt | undefined;
  count: number;
}

/** Who stands at the kiosk, and how sure that is. */
export const createIdentityMethods = (options: IdentityOptions): HandlersOf<'identity'> => {
  const { provider, checkPin, audit, sessions, clock, now, log } = options;
  const ofCitizens = new WeakMap<Citizen, Tries>();
  const triesOf = (citizen: Citizen): Tries => {
    const tries = ofCitizens.get(citizen) ?? { count: 0 };
    ofCitizens.set(citizen, tries);
    return tries;
  };
  const view = (citizen: Citizen): IdentityView => viewOf(options, citizen, triesOf(citizen));

  const drop = (citizen: Citizen): void => {
    const tries = triesOf(citizen);
    tries.attempt?.signIn.abort();
    tries.attempt = undefined;
  };

  const follow = (session: Session, citizen: Citizen, attempt: Attempt): void => {
    // Walking away ends the session: nobody asks the provider on for a person who has left.
    const stopListening = sessions.subscribe(session.id, ({ type }) => {
      if (type === 'session_ended') attempt.signIn.abort();
    });
    void attempt.signIn.outcome.then((outcome) => {
      stopListening();
      log.info('sign_in.ended', { outcome: outcome.kind });
      if (triesOf(citizen).attempt !== attempt) return;
      settleAttempt(attempt, outcome);
      sessions.tell((one) => (one.citizen === citizen ? { type: 'identity_changed' } : undefined));
    });
  };

  return {
    'identity.view': (_input, { citizen }) => ok(view(citizen)),
    'identity.signIn': async (_input, { session, citizen }) => {
      if (provider === undefined) return fail('not_set_up');
      const tries = triesOf(citizen);
      if (tries.count >= MOST_ATTEMPTS) return fail('too_many');
      tries.count += 1;
      drop(citizen);
      const start = await provider.begin(options.where());
      if (start.kind === 'unreachable') return fail('offline');
      if (start.kind === 'refused') return fail('not_set_up');
      // The person may have left, or tapped twice, while the provider was asked.
      if (session.citizen !== citizen || tries.attempt !== undefined) start.signIn.abort();
      else {
        tries.attempt = newAttempt(start.signIn, clock.monotonic());
        follow(session, citizen, tries.attempt);
      }
      return ok(view(citizen));
    },
    'identity.confirm': ({ mine }, { citizen }) => {
      const tries = triesOf(citizen);
      const person = tries.attempt?.person;
      if (person === undefined) return fail('not_found');
      tries.attempt = undefined;
      if (!mine) log.warn('sign_in.not_confirmed');
      else {
        citizen.identity = { level: 'verified', how: 'sign-in', at: now(), ...person };
        citizen.person.known.set('fin', person.fin).set('name', person.name);
      }
      return ok(view(citizen));
    },
    'identity.cancelSignIn': (_input, { citizen }) => {
      drop(citizen);
      return ok(view(citizen));
    },
    'identity.staffSeen': async ({ fin: typed, number, pin }, { session, citizen }) => {
      const fin = parseFin(typed);
      if (!fin.ok) return fail('bad_input', { fields: [{ field: 'fin', rule: fin.rule }] });
      const checked = await checkPin(number, pin, (writer) =>
        audit.record({ number, act: 'identity_seen' })(writer),
      );
      if (!checked.ok) return checked;
      if (session.citizen === citizen) {
        citizen.person.known.set('fin', fin.value);
        citizen.identity = raised(citizen.identity, {
          level: 'staff-seen',
          how: 'staff',
          at: now(),
          fin: fin.value,
          staffNumber: checked.value.number,
        });
      }
      return ok(view(citizen));
    },
  };
};

/** Being seen by staff takes nothing from a person who has signed in. */
const raised = (before: Identity, seen: Identity): Identity =>
  before.level === 'verified' ? before : seen;

const viewOf = (
  { provider, online, hasStaff, clock }: IdentityOptions,
  { identity }: Citizen,
  { attempt }: Tries,
): IdentityView => ({
  level: identity.level,
  how: identity.how,
  ...(identity.fin !== undefined && {
    person: coverPerson({
      fin: identity.fin,
      ...(identity.name !== undefined && { name: identity.name }),
    }),
  }),
  ways: {
    signIn: provider === undefined ? 'none' : online() ? 'open' : 'unreachable',
    staff: hasStaff(),
  },
  ...(attempt && { signIn: viewOfAttempt(attempt, clock.monotonic()) }),
});
