import { sql } from 'kysely';
import { bakuDay } from '../../contract/domain/baku-time.ts';
import { addWorkingDays, type Deadline } from '../../contract/domain/working-days.ts';
import { toCaseState } from '../cases/case-state.ts';
import { referenceTag } from '../cases/reference-tag.ts';
import type { PortalContext, Tx } from '../context.ts';
import { packTexts } from '../db/packed-texts.ts';
import { noteOwners } from '../people/case-owners.ts';
import { sealCaseState } from '../seals/case-seal.ts';
import type { PreparedItem } from './prepare-items.ts';
import { formatNumber, takeNumbers } from './register-numbers.ts';

export interface Registered {
  readonly id: string;
  readonly registrationNumber: string;
  readonly registeredOn: string;
  readonly answerBy: string;
}

interface RegisterEntry extends Registered {
  readonly item: PreparedItem;
  readonly deadline: Deadline;
  readonly change: number;
  readonly state: string;
}

export interface Registrar {
  readonly kioskId: string;
  /** The kiosk's last change number; its row is locked. */
  readonly change: number;
  readonly now: number;
  readonly demonstration: boolean;
}

const countByAuthority = (items: readonly PreparedItem[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { content } of items)
    counts.set(content.authorityId, (counts.get(content.authorityId) ?? 0) + 1);
  return counts;
};

type DeadlineOf = (item: PreparedItem) => Deadline;

/** A batch asks for the same few deadlines again and again. */
const deadlinesFrom = ({ content }: PortalContext, today: string): DeadlineOf => {
  const known = new Map<number, Deadline>();
  return (item) => {
    const service = content.services.get(item.content.serviceId);
    if (service === undefined) throw new Error('a prepared item names an unknown service');
    const { workingDays } = service.passport.term;
    const deadline = known.get(workingDays) ?? addWorkingDays(content.calendar, today, workingDays);
    known.set(workingDays, deadline);
    return deadline;
  };
};

const assignNumbers = async (
  context: PortalContext,
  tx: Tx,
  items: readonly PreparedItem[],
  year: number,
): Promise<string[]> => {
  const last = await takeNumbers(tx, countByAuthority(items), year);
  return items.map(({ content: { authorityId } }) => {
    const running = (last.get(authorityId) ?? 0) + 1;
    last.set(authorityId, running);
    const code = context.content.authorities.get(authorityId)?.code;
    if (code === undefined) throw new Error('a prepared item names an unknown authority');
    return formatNumber(code, year, running);
  });
};

const toEntry = (
  item: PreparedItem,
  deadline: Deadline,
  registrationNumber: string,
  { now, change }: Pick<Registrar, 'now' | 'change'>,
): RegisterEntry => {
  const registeredOn = bakuDay(now);
  const state = toCaseState(item.content, {
    number: registrationNumber,
    registeredOn,
    answerBy: deadline.date,
    authorityId: item.content.authorityId,
    status: 'registered',
    waitsForCitizen: false,
    timeline: [{ status: 'registered', at: now }],
    messages: [],
    at: now,
  });
  return {
    id: item.id,
    registrationNumber,
    registeredOn,
    answerBy: deadline.date,
    item,
    deadline,
    change,
    state: sealCaseState(state, 1, item.content.caseAccess),
  };
};

/** One statement each for all submissions and all cases: a batch of 200 costs as many round trips as one of one. */
const insertSubmissions = async (
  tx: Tx,
  entries: readonly RegisterEntry[],
  { kioskId, now }: Registrar,
): Promise<void> => {
  const items = entries.map(({ item }) => item);
  const seals = packTexts(items.map(({ sealed }) => sealed));
  await sql`
    insert into submissions (id, kiosk_id, digest, saved_at, received_at, sealed)
    select id, ${kioskId}::uuid, digest, saved_at, ${now}::bigint,
      convert_from(substring(${seals.bytes}::bytea from start for size), 'UTF8')
    from unnest(
      ${items.map(({ id }) => id)}::uuid[],
      ${items.map(({ digest }) => digest)}::text[],
      ${items.map(({ savedAt }) => savedAt)}::bigint[],
      ${seals.starts}::int[],
      ${seals.sizes}::int[]
    ) as item (id, digest, saved_at, start, size)
    order by id`.execute(tx);
};

const insertCases = async (
  context: PortalContext,
  tx: Tx,
  entries: readonly RegisterEntry[],
  { kioskId, now, demonstration }: Registrar,
): Promise<void> => {
  const contents = entries.map(({ item }) => item.content);
  const states = packTexts(entries.map(({ state }) => state));
  const tags = contents.map(({ reference }) => referenceTag(context, reference));
  await sql`
    insert into cases (id, kiosk_id, kind, lookup_id, reference_tag, authority_id, service_id,
      service_version, number, status, rev, change, registered_at, registered_on, answer_by,
      answer_by_estimated, needs_attention, demonstration, state)
    select id, ${kioskId}::uuid, kind, lookup_id, reference_tag, authority_id, service_id,
      service_version, number, 'registered', 1, change, ${now}::bigint,
      ${bakuDay(now)}::date, answer_by, estimated, attention, ${demonstration}::boolean,
      convert_from(substring(${states.bytes}::bytea from start for size), 'UTF8')
    from unnest(
      ${entries.map(({ id }) => id)}::uuid[],
      ${contents.map(({ kind }) => kind)}::text[],
      ${contents.map(({ caseAccess }) => caseAccess.lookupId)}::text[],
      ${tags}::text[],
      ${contents.map(({ authorityId }) => authorityId)}::text[],
      ${contents.map(({ serviceId }) => serviceId)}::text[],
      ${contents.map(({ serviceVersion }) => serviceVersion)}::int[],
      ${entries.map((entry) => entry.registrationNumber)}::text[],
      ${entries.map(({ change }) => change)}::bigint[],
      ${entries.map(({ answerBy }) => answerBy)}::date[],
      ${entries.map(({ deadline }) => deadline.estimated)}::boolean[],
      ${entries.map(({ item }) => item.needsAttention)}::boolean[],
      ${states.starts}::int[],
      ${states.sizes}::int[]
    ) as item (id, kind, lookup_id, reference_tag, authority_id, service_id, service_version, number,
      change, answer_by, estimated, attention, start, size)`.execute(tx);
};

/**
 * Registers submissions: number, day, legal deadline (working days from the day after registration)
 * and the first sealed state. To be called with the kiosk's row locked; the caller moves the
 * kiosk's `change` on by the number of items.
 */
export const registerSubmissions = async (
  context: PortalContext,
  tx: Tx,
  items: readonly PreparedItem[],
  registrar: Registrar,
): Promise<readonly Registered[]> => {
  if (items.length === 0) return [];
  const year = Number(bakuDay(registrar.now).slice(0, 4));
  const numbers = await assignNumbers(context, tx, items, year);
  const deadlineOf = deadlinesFrom(context, bakuDay(registrar.now));
  const entries = items.map((item, index) =>
    toEntry(item, deadlineOf(item), numbers[index] ?? '', {
      now: registrar.now,
      change: registrar.change + index + 1,
    }),
  );
  await insertSubmissions(tx, entries, registrar);
  await insertCases(context, tx, entries, registrar);
  await noteOwners(
    context,
    tx,
    entries.map(({ item }) => item.content),
  );
  return entries;
};
