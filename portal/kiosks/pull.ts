import { sql } from 'kysely';
import * as v from 'valibot';
import type { AuditAnchor } from '../../contract/audit.ts';
import { isFinal } from '../../contract/domain/case-status.ts';
import {
  LIMITS,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  pullSchema,
  type CaseEnvelope,
  type Pull,
  type PullReply,
} from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import { readLife } from '../db/epoch.ts';
import { refreshLeases } from '../receptions/leases.ts';
import { publishedSince } from '../publications/published-since.ts';
import { signMessage } from '../seals/signed-messages.ts';
import { KioskProblem } from './kiosk-problem.ts';
import { compareChain, keepAnchor, readAnchor } from './kiosk-memory.ts';
import { receiveMessage } from './kiosk-records.ts';
import { keepHeartbeat } from './heartbeats.ts';
import { positionAfter, questionNumber, toCursor } from './pull-cursor.ts';
import { placeQuestion } from './question-order.ts';

/** Cases in one answer, and the bytes of their seals after which no further one is added. */
const PAGE = { cases: 100, bytes: 400_000 } as const;

interface ChangedCase extends CaseEnvelope {
  readonly change: number;
}

/** A kiosk that cannot take one state would take none: such a one is left out until the case changes. */
const isTakenByKiosks = sql<boolean>`length(state) <= ${LIMITS.sealedCase}`;

/** In order of change; a number becomes visible only after all smaller ones (the kiosk's row was locked). */
const changedCases = async (
  { db }: PortalContext,
  kioskId: string,
  after: number,
): Promise<ChangedCase[]> => {
  const rows = await db
    .selectFrom('cases')
    .select(['lookup_id as lookupId', 'rev', 'status', 'state as sealed', 'change'])
    .where('kiosk_id', '=', kioskId)
    .where('change', '>', after)
    .where(isTakenByKiosks)
    .orderBy('change')
    .limit(PAGE.cases + 1)
    .execute();
  return rows.map(({ status, ...row }) => ({ ...row, final: isFinal(status) }));
};

const firstPage = (changed: readonly ChangedCase[]): readonly ChangedCase[] => {
  let bytes = 0;
  const end = changed.findIndex(({ sealed }, index) => {
    bytes += sealed.length;
    return index >= PAGE.cases || (index > 0 && bytes > PAGE.bytes);
  });
  return end === -1 ? changed : changed.slice(0, end);
};

const toEnvelope = ({ lookupId, rev, final, sealed }: ChangedCase): CaseEnvelope => ({
  lookupId,
  rev,
  final,
  sealed,
});

/** What the newest question says of the kiosk is kept; what an older one says is passed over. */
const hearOfKiosk = async (
  context: PortalContext,
  kioskId: string,
  { cursor, sentAt, heartbeat, audit }: Pull,
): Promise<{ auditAnchor: AuditAnchor | undefined; nextNumber: number }> => {
  const question = { number: questionNumber(cursor), sentAt };
  const { isNewest, nextNumber } = await placeQuestion(context, kioskId, question);
  if (!isNewest) return { auditAnchor: await readAnchor(context, kioskId), nextNumber };
  if (heartbeat !== undefined) await keepHeartbeat(context, kioskId, heartbeat);
  return { auditAnchor: await keepAnchor(context, kioskId, audit), nextNumber };
};

/** Answers a signed pull with what is new about this kiosk's cases. Throws `KioskProblem`. */
export const answerPull = async (context: PortalContext, jws: string): Promise<string> => {
  const { kiosk, message } = await receiveMessage(context, jws, MESSAGE_TYPES.pull);
  const pull = v.safeParse(pullSchema, message.json);
  if (!pull.success) throw new KioskProblem('bad-message');
  const { auditAnchor, nextNumber } = await hearOfKiosk(context, kiosk.id, pull.output);
  const life = await readLife(context.db);
  const { epoch } = life;
  await compareChain(context, kiosk, pull.output.chain, epoch);
  const after = positionAfter(pull.output.cursor, { ...life, change: kiosk.change });
  const { leases } = pull.output;
  await refreshLeases(context, kiosk.id, leases && { named: leases, heard: after.publication });
  const changed = await changedCases(context, kiosk.id, after.change);
  const page = firstPage(changed);
  const published = await publishedSince(context.db, kiosk.id, after.publication);
  const reply: PullReply = {
    v: PROTOCOL_VERSION,
    kiosk: kiosk.id,
    nonce: pull.output.nonce,
    epoch,
    serverTime: context.clock.now(),
    cursor: toCursor({
      epoch,
      change: page.at(-1)?.change ?? after.change,
      publication: published.publications.at(-1)?.rev ?? after.publication,
      question: nextNumber,
    }),
    more: page.length < changed.length || published.more,
    head: kiosk.seq,
    ...(auditAnchor && { auditAnchor }),
    cases: page.map(toEnvelope),
    publications: [...published.publications],
  };
  return signMessage(reply, MESSAGE_TYPES.pullReply, context.keys.signing);
};
