import * as v from 'valibot';
import { isFinal } from '../../contract/domain/case-status.ts';
import {
  caseLookupSchema,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  type CaseEnvelope,
  type CaseLookupReply,
} from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import type { RateLimit } from '../routes/rate-limit.ts';
import { signMessage } from '../seals/signed-messages.ts';
import { KioskProblem } from './kiosk-problem.ts';
import { receiveMessage } from './kiosk-records.ts';

const findCase = async ({ db }: PortalContext, lookupId: string): Promise<CaseEnvelope | null> => {
  const row = await db
    .selectFrom('cases')
    .select(['lookup_id as lookupId', 'rev', 'status', 'state as sealed'])
    .where('lookup_id', '=', lookupId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { status, ...envelope } = row;
  return { ...envelope, final: isFinal(status) };
};

/**
 * Answers with the sealed state of any case, whichever kiosk it came from: the look-up id cannot be
 * guessed and the seal opens by the receipt alone. Throws `KioskProblem`, `too-many-requests` when a
 * kiosk asks faster than people can type.
 */
export const answerCaseLookup = async (
  context: PortalContext,
  limit: RateLimit,
  jws: string,
): Promise<string> => {
  const { kiosk, message } = await receiveMessage(context, jws, MESSAGE_TYPES.caseLookup);
  const lookup = v.safeParse(caseLookupSchema, message.json);
  if (!lookup.success) throw new KioskProblem('bad-message');
  const wait = limit.take(kiosk.id);
  if (wait > 0) throw new KioskProblem('too-many-requests', Math.ceil(wait / 1000));
  const reply: CaseLookupReply = {
    v: PROTOCOL_VERSION,
    kiosk: kiosk.id,
    nonce: lookup.output.nonce,
    serverTime: context.clock.now(),
    case: await findCase(context, lookup.output.lookupId),
  };
  return signMessage(reply, MESSAGE_TYPES.caseLookupReply, context.keys.signing);
};
