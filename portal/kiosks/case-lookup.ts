import * as v from 'valibot';
import { isFinal } from '../../contract/domain/case-status.ts';
import {
  caseLookupSchema,
  LIMITS,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  type CaseEnvelope,
  type CaseLookupReply,
} from '../../contract/sync-protocol.ts';
import { sealCaseDetails } from '../cases/case-details.ts';
import { recordOpening } from '../cases/case-openings.ts';
import { openStored } from '../cases/open-stored.ts';
import type { PortalContext } from '../context.ts';
import type { RateLimit } from '../routes/rate-limit.ts';
import { signMessage } from '../seals/signed-messages.ts';
import { KioskProblem } from './kiosk-problem.ts';
import { receiveMessage } from './kiosk-records.ts';
import { countMiss, lookupLockedFor } from './lookup-misses.ts';

interface Found {
  readonly envelope: CaseEnvelope;
  readonly details: string | undefined;
}

/** The case, with who has opened it: this kiosk as well from now on. */
const findCase = async (
  context: PortalContext,
  lookupId: string,
  kioskId: string,
): Promise<Found | undefined> => {
  const row = await context.db
    .selectFrom('cases')
    .innerJoin('submissions', 'submissions.id', 'cases.id')
    .select(['cases.id', 'cases.kind', 'lookup_id', 'rev', 'status', 'state', 'submissions.sealed'])
    .where('lookup_id', '=', lookupId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const content = openStored(context, row);
  const openedBefore = await recordOpening(context, row.id, kioskId);
  const details = content && (await sealCaseDetails(context, content, openedBefore));
  return {
    envelope: { lookupId, rev: row.rev, final: isFinal(row.status), sealed: row.state },
    // Without details that are too long, rather than not at all.
    details: details !== undefined && details.length <= LIMITS.sealedCase ? details : undefined,
  };
};

const refuseIfTooMany = (wait: number): void => {
  if (wait > 0) throw new KioskProblem('too-many-requests', Math.ceil(wait / 1000));
};

/**
 * Answers with the sealed state of any case, whichever kiosk it came from: the look-up id cannot be
 * guessed and the seal opens by the receipt alone. Throws `KioskProblem`, `too-many-requests` when a
 * kiosk asks faster than people can type, or has asked too often for what does not exist.
 */
export const answerCaseLookup = async (
  context: PortalContext,
  limit: RateLimit,
  jws: string,
): Promise<string> => {
  const { kiosk, message } = await receiveMessage(context, jws, MESSAGE_TYPES.caseLookup);
  const lookup = v.safeParse(caseLookupSchema, message.json);
  if (!lookup.success) throw new KioskProblem('bad-message');
  refuseIfTooMany(limit.take(kiosk.id));
  refuseIfTooMany(await lookupLockedFor(context, kiosk.id));
  const found = await findCase(context, lookup.output.lookupId, kiosk.id);
  if (found === undefined) await countMiss(context, kiosk.id);
  const reply: CaseLookupReply = {
    v: PROTOCOL_VERSION,
    kiosk: kiosk.id,
    nonce: lookup.output.nonce,
    serverTime: context.clock.now(),
    case: found?.envelope ?? null,
    ...(found?.details === undefined ? {} : { details: found.details }),
  };
  return signMessage(reply, MESSAGE_TYPES.caseLookupReply, context.keys.signing);
};
