import { CompactEncrypt, importJWK } from 'jose';
import * as v from 'valibot';
import { isFinal } from '../../contract/domain/case-status.ts';
import {
  MESSAGE_TYPES,
  PERSON_CASES,
  personCasesSchema,
  PROTOCOL_VERSION,
  type CaseKeys,
  type PersonCases,
  type PersonCasesReply,
  type PublicJwk,
} from '../../contract/sync-protocol.ts';
import { openStored } from '../cases/open-stored.ts';
import type { PortalContext } from '../context.ts';
import { KioskProblem } from '../kiosks/kiosk-problem.ts';
import { raiseAlarm, receiveMessage } from '../kiosks/kiosk-records.ts';
import type { RateLimit } from '../routes/rate-limit.ts';
import { importDeviceKey, signMessage } from '../seals/signed-messages.ts';
import type { IdTokens } from './id-tokens.ts';
import { personTag } from './person-tag.ts';
import { claimToken } from './token-use.ts';

const casesOf = ({ db }: PortalContext, tag: string) =>
  db
    .selectFrom('case_people')
    .innerJoin('cases', 'cases.id', 'case_people.case_id')
    .innerJoin('submissions', 'submissions.id', 'cases.id')
    .select(['cases.id', 'cases.kind', 'lookup_id', 'rev', 'status', 'state', 'submissions.sealed'])
    .where('person_tag', '=', tag)
    .orderBy('cases.registered_at', 'desc')
    .limit(PERSON_CASES)
    .execute();

/** The keys of the cases for one session of one kiosk: it forgets its own key when the person leaves. */
const sealKeys = async (keys: CaseKeys, sessionKey: PublicJwk): Promise<string> => {
  const { kty, crv, x, y } = sessionKey;
  const key = await importJWK({ kty, crv, x, y }, 'ECDH-ES');
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(keys)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: MESSAGE_TYPES.caseKeys })
    .encrypt(key);
};

/** When the person was last here; notes that they are here now. */
const noteVisit = async (
  { db, clock }: PortalContext,
  tag: string,
): Promise<number | undefined> => {
  const before = await db
    .selectFrom('people')
    .select('last_seen_at')
    .where('person_tag', '=', tag)
    .executeTakeFirst();
  const now = clock.now();
  await db
    .insertInto('people')
    .values({ person_tag: tag, last_seen_at: now })
    .onConflict((conflict) => conflict.column('person_tag').doUpdateSet({ last_seen_at: now }))
    .execute();
  return before?.last_seen_at;
};

const describePerson = async (
  context: PortalContext,
  tag: string,
  { sessionKey, arrived }: PersonCases,
): Promise<NonNullable<PersonCasesReply['person']>> => {
  const rows = await casesOf(context, tag);
  const keys: CaseKeys = rows.flatMap((row) => {
    const content = openStored(context, row);
    return content === undefined ? [] : [content.caseAccess];
  });
  const since = arrived ? await noteVisit(context, tag) : undefined;
  return {
    cases: rows.map(({ lookup_id, rev, status, state }) => ({
      lookupId: lookup_id,
      rev,
      final: isFinal(status),
      sealed: state,
    })),
    keys: await sealKeys(keys, sessionKey),
    ...(since === undefined ? {} : { since }),
  };
};

/**
 * Answers with all cases of the person who has signed in at this kiosk, in seals that only this
 * session can open; `person` is null where the token is not believed. Throws `KioskProblem`.
 */
export const answerPersonCases = async (
  context: PortalContext,
  idTokens: IdTokens | undefined,
  limit: RateLimit,
  jws: string,
): Promise<string> => {
  const { kiosk, message } = await receiveMessage(context, jws, MESSAGE_TYPES.personCases);
  const asked = v.safeParse(personCasesSchema, message.json);
  if (!asked.success || importDeviceKey(asked.output.sessionKey) === undefined)
    throw new KioskProblem('bad-message');
  const wait = limit.take(kiosk.id);
  if (wait > 0) throw new KioskProblem('too-many-requests', Math.ceil(wait / 1000));
  const { idToken, nonce } = asked.output;
  const fin = await idTokens?.readFin(idToken);
  const isOwn = fin !== undefined && (await claimToken(context, idToken, kiosk.id));
  if (fin !== undefined && !isOwn)
    await raiseAlarm(context, { kioskId: kiosk.id, kind: 'copied_token' });
  const reply: PersonCasesReply = {
    v: PROTOCOL_VERSION,
    kiosk: kiosk.id,
    nonce,
    serverTime: context.clock.now(),
    person: isOwn ? await describePerson(context, personTag(context, fin), asked.output) : null,
  };
  return signMessage(reply, MESSAGE_TYPES.personCasesReply, context.keys.signing);
};
