import { type FinCheck, parseFin } from '../../../../contract/domain/fin.ts';
import type { FieldError, KioskError } from '../../../../contract/errors.ts';
import type { MethodInput, MethodResult } from '../../../../contract/kiosk-api.ts';
import type { IdentityLevel } from '../../../../contract/packs.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import { parseTracker } from '../../../../contract/voting/tracker.ts';
import { type Identity, isEnough } from '../../identity.ts';
import type { HandlersOf } from '../../methods.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { Citizen } from '../../session.ts';
import type { Voter } from '../../voting/cast-vote.ts';
import type { KioskVoting } from '../../voting/create-kiosk-voting.ts';
import { trackerDocument } from './tracker-document.ts';

export interface VoteOptions {
  readonly voting: Pick<KioskVoting, 'cast' | 'find' | 'book'>;
  readonly shop: PrintShop;
}

type Input = MethodInput<'votes.cast'>;
type Outcome = MethodResult<'votes.cast'>;

/** Series and number of an identity card: "AZE 12345678", "AA1234567". */
const DOCUMENT = /^[A-Z]{2,3}\d{7,8}$/;

/** The FIN that staff or a sign-in has established in this session. */
const establishedFin = ({ level, fin }: Identity): string | undefined =>
  level === 'declared' ? undefined : fin;

/** Where a survey asks for more than typed details, the voter is the person who was established. */
const finOf = (
  typed: string | undefined,
  identity: Identity,
  needs: IdentityLevel,
): FinCheck | { readonly ok: false; readonly rule: 'fin_not_yours' } => {
  const fin = parseFin(typed ?? establishedFin(identity) ?? '');
  const isKnown = needs !== 'declared' && isEnough(identity.level, needs);
  return fin.ok && isKnown && fin.value !== establishedFin(identity)
    ? { ok: false, rule: 'fin_not_yours' }
    : fin;
};

const typedVoter = (
  { fin, documentNo }: NonNullable<Input['voter']>,
  identity: Identity,
  needs: IdentityLevel,
): Result<Voter, KioskError<'bad_input'>> => {
  const person = finOf(fin, identity, needs);
  const number = documentNo.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();
  const fields: FieldError[] = [
    ...(person.ok ? [] : [{ field: 'voter.fin', rule: person.rule }]),
    ...(DOCUMENT.test(number) ? [] : [{ field: 'voter.documentNo', rule: 'document_number' }]),
  ];
  if (!person.ok || fields.length > 0) return fail('bad_input', { fields });
  return ok({ class: 'declared', fin: person.value, documentNo: number });
};

/** Who signed in here in a way that the portal can check; undefined when nobody did. */
const signedIn = ({ identity: { level, fin, idToken } }: Citizen): Voter | undefined =>
  level === 'verified' && fin !== undefined && idToken !== undefined
    ? { class: 'verified', fin, proof: idToken }
    : undefined;

/** Casting and looking up. */
export const createVoteMethods = ({ voting, shop }: VoteOptions): HandlersOf<'votes'> => {
  /** By survey and person, in this session's memory only: a second tap answers the first receipt. */
  const casts = new WeakMap<Citizen, Map<string, Promise<Outcome>>>();

  const once = (citizen: Citizen, key: string, cast: () => Promise<Outcome>): Promise<Outcome> => {
    const own = casts.get(citizen) ?? new Map<string, Promise<Outcome>>();
    casts.set(citizen, own);
    const underWay = own.get(key);
    if (underWay !== undefined) return underWay;
    const outcome = cast().then((result) => {
      if (!result.ok) own.delete(key);
      return result;
    });
    own.set(key, outcome);
    outcome.catch(() => own.delete(key)); // the caller hears of it too
    return outcome;
  };

  return {
    'votes.cast': async ({ surveyId, rev, answers, voter: typed }, { citizen }) => {
      const signed = signedIn(citizen);
      const needs = voting.book.get(surveyId)?.content.level ?? 'declared';
      const voter =
        typed === undefined ? signed && ok(signed) : typedVoter(typed, citizen.identity, needs);
      if (voter === undefined) return fail('level_needed');
      if (!voter.ok) return voter;
      const { value } = voter;
      return once(citizen, `${surveyId} ${value.fin}`, () =>
        voting.cast({ surveyId, rev, answers, voter: value, level: citizen.identity.level }),
      );
    },
    'votes.findTracker': ({ tracker }) => {
      const parsed = parseTracker(tracker);
      if (!parsed.ok)
        return fail('bad_input', { fields: [{ field: 'tracker', rule: parsed.error }] });
      return ok(voting.find(parsed.value));
    },
    'votes.print': ({ surveyId, tracker, language }, { citizen }) => {
      const parsed = parseTracker(tracker);
      if (!parsed.ok)
        return fail('bad_input', { fields: [{ field: 'tracker', rule: parsed.error }] });
      const survey = voting.book.get(surveyId);
      if (survey === undefined) return fail('not_found');
      return shop.print(trackerDocument(parsed.value, survey, language), citizen);
    },
  };
};
