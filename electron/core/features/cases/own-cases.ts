import { isFinal } from '../../../../contract/domain/case-status.ts';
import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { CaseKeys, CaseState, PersonCasesReply } from '../../../../contract/sync-protocol.ts';
import type { OwnCase, ServiceLink } from '../../../../contract/views.ts';
import type { CaseSource } from '../../case-source.ts';
import { openCaseKeys, openCaseState } from '../../sealing/case-seals.ts';
import type { Citizen } from '../../session.ts';
import { followsOf, type KnownPacks } from './case-view.ts';
import type { CitizenCases } from './citizen-cases.ts';

export interface OwnCasesOptions {
  readonly source: CaseSource;
  readonly packs: KnownPacks;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

type Outcome = MethodResult<'cases.listOwn'>;
type Person = NonNullable<PersonCasesReply['person']>;

/** All cases of a person who has signed in: asked of the portal now, opened here, kept nowhere. */
export const listOwnCases = async (
  { source, packs, now }: OwnCasesOptions,
  citizen: Citizen,
  own: CitizenCases,
): Promise<Outcome> => {
  const { idToken } = citizen.identity;
  if (idToken === undefined) return fail('identity_needed');
  const { key, public: sessionKey } = await own.sessionKey();
  const answer = await source.askForPerson({ idToken, sessionKey, arrived: !own.arrived });
  if (answer.kind === 'slow_down') return fail('too_many', { retryAfterMs: answer.retryAfterMs });
  if (answer.kind === 'unreachable') return fail('offline');
  if (answer.person === null) return fail('identity_needed');
  if (!own.arrived) own.since = answer.person.since;
  own.arrived = true;
  const keys = await openCaseKeys(answer.person.keys, key);
  const states = await openStates(answer.person, keys ?? [], citizen, own);
  const cases = states
    .map((state) => toOwnCase(state, packs, own.since, now()))
    .sort(inOrderOfNeed);
  const fresh = new Set(cases.filter(({ isNew }) => isNew).map(({ reference }) => reference));
  const follows = nextServices(
    states.filter(({ reference }) => fresh.has(reference)),
    packs,
  );
  return ok({ cases, follows, ...(own.since !== undefined && { since: own.since }) });
};

/** Offered on the first page after a sign-in: a few, each once. */
const MOST_FOLLOWS = 3;

const nextServices = (states: readonly CaseState[], packs: KnownPacks): readonly ServiceLink[] => {
  const links = states.flatMap((state) => followsOf(state, packs));
  return [...new Map(links.map((link) => [link.id, link])).values()].slice(0, MOST_FOLLOWS);
};

/** Opens each case and remembers how, so that its page, replies and documents work as by receipt. */
const openStates = async (
  { cases }: Person,
  keys: CaseKeys,
  citizen: Citizen,
  own: CitizenCases,
): Promise<readonly CaseState[]> => {
  const byLookup = new Map(keys.map((access) => [access.lookupId, access.key]));
  const opened = await Promise.all(
    cases.map(async ({ lookupId, sealed }) => {
      const key = new Uint8Array(Buffer.from(byLookup.get(lookupId) ?? '', 'base64url'));
      const state = key.length === 32 ? await openCaseState(sealed, key) : undefined;
      if (state === undefined) return [];
      own.opened.set(state.reference, { access: { lookupId, key }, state });
      citizen.openedCases.set(lookupId, state.reference);
      return [state];
    }),
  );
  return opened.flat();
};

const toOwnCase = (
  state: CaseState,
  packs: KnownPacks,
  since: number | undefined,
  now: number,
): OwnCase => {
  const authority = packs.authorities.find(({ id }) => id === state.authorityId);
  const fresh = since === undefined ? 0 : since;
  const unread = (state.messages ?? []).filter(
    ({ fromCitizen, at }) => !fromCitizen && at > fresh,
  ).length;
  const { appointment } = state.reception ?? {};
  const last = state.timeline.at(-1)?.at ?? 0;
  return {
    reference: state.reference,
    title: state.title,
    ...(authority && { authorityName: authority.name }),
    status: state.status,
    ...(state.waitsFor && { waitsFor: state.waitsFor }),
    ...(appointment && appointment.startsAt > now && !isFinal(state.status) && { appointment }),
    registeredOn: state.registeredOn,
    answerBy: state.answerBy,
    isNew: since !== undefined && (last > since || unread > 0),
    unread,
  };
};

/** What waits for the person, then a reception that is to come, then what is new, then what is open; each by its day. */
const rank = ({ waitsFor, appointment, isNew, status }: OwnCase): number => {
  if (waitsFor?.who === 'citizen') return 0;
  if (appointment !== undefined) return 1;
  if (isNew) return 2;
  return isFinal(status) ? 4 : 3;
};

const inOrderOfNeed = (one: OwnCase, other: OwnCase): number =>
  rank(one) - rank(other) || (one.registeredOn < other.registeredOn ? 1 : -1);
