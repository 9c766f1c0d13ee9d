import { CompactEncrypt, importJWK } from 'jose';
import { createReceiptCode, RECEIPT_CODE_BYTES } from '../../contract/domain/receipt-code.ts';
import {
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';
import { changeCase } from '../cases/change-case.ts';
import type { PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type { PreparedItem } from '../intake/prepare-items.ts';
import { registerSubmissions } from '../intake/registration.ts';
import type { OfficialRecord } from '../officials/officials.ts';
import { digestOf } from '../seals/digest.ts';
import { SAMPLE_CASES, type SampleCase } from './sample-people.ts';

const DAY = 24 * 60 * 60 * 1000;
const SERVICE = 'child-name-change';
/** One for all instances, so that the cases are made once. */
const SAMPLE_KIOSK = '00000000-0000-7000-8000-000000000001';
const ANSWER =
  'Nümunə cavab: müraciətiniz təmin edilir. Sərəncamın surətini icra hakimiyyətinin qəbul otağından götürə bilərsiniz.';

const addSampleKiosk = async ({ db, clock }: PortalContext): Promise<boolean> => {
  const added = await db
    .insertInto('kiosks')
    .values({
      id: SAMPLE_KIOSK,
      name: 'Nümunə müraciətlər (demonstrasiya)',
      device_key: '{}', // no key: nothing that claims to come from it can be signed
      device_kid: SAMPLE_KIOSK,
      enrolled_at: clock.now(),
      last_seen_at: null,
      revoked_at: null,
      seq: 0,
      digest: digestOf(''),
      change: 0,
      submissions: 0,
      demonstration: true,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
};

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The invented applicants are those of the demonstration's sign-in: they find their cases there. */
const signedInAs = (
  { applicantName, applicantFin }: SampleCase['answers'],
  at: number,
): NonNullable<SubmissionContent['identity']> => ({
  level: 'verified',
  how: 'sign-in',
  issuer: 'demonstration',
  at,
  fin: String(applicantFin),
  name: String(applicantName),
});

const toContent = (
  { content, ids, random }: PortalContext,
  { authorityId, answers }: SampleCase,
  confirmedAt: number,
): SubmissionContent => {
  const service = content.services.get(SERVICE);
  if (service === undefined) throw new Error(`the packs lack the service ${SERVICE}`);
  return {
    v: PROTOCOL_VERSION,
    id: ids.next(),
    kind: 'application',
    reference: createReceiptCode(random.bytes(RECEIPT_CODE_BYTES)),
    serviceId: SERVICE,
    serviceVersion: service.version,
    authorityId,
    serviceTitle: service.passport.title,
    language: 'az',
    answers: { authority: authorityId, ...answers },
    confirmedAt,
    identity: signedInAs(answers, confirmedAt),
    caseAccess: { lookupId: base64url(random.bytes(16)), key: base64url(random.bytes(32)) },
  };
};

/** Sealed like any other submission: there is one way in which the desk opens cases. */
const seal = async ({ keys }: PortalContext, content: SubmissionContent): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: MESSAGE_TYPES.submission,
      kid: keys.sealingPublic.kid,
      id: content.id,
      kind: content.kind,
    })
    .encrypt(await importJWK({ ...keys.sealingPublic }, 'ECDH-ES'));

const register = async (
  context: PortalContext,
  sample: SampleCase,
  change: number,
): Promise<string> => {
  const now = context.clock.now() - sample.daysAgo * DAY;
  const content = toContent(context, sample, now);
  const sealed = await seal(context, content);
  const item: PreparedItem = {
    id: content.id,
    digest: digestOf(sealed),
    savedAt: now,
    sealed,
    content,
    needsAttention: false,
  };
  await inTransaction(context.db, async (tx) => {
    const registrar = { kioskId: SAMPLE_KIOSK, change, now, demonstration: true };
    await registerSubmissions(context, tx, [item], registrar);
    await tx
      .updateTable('kiosks')
      .set({ change: change + 1, submissions: change + 1 })
      .where('id', '=', SAMPLE_KIOSK)
      .execute();
  });
  return content.id;
};

const decide = async (
  context: PortalContext,
  caseId: string,
  then: SampleCase['then'],
  official: OfficialRecord,
): Promise<void> => {
  if (then === undefined) return;
  await changeCase(context, caseId, official, { to: 'considering', rev: 1 });
  if (then === 'answered')
    await changeCase(context, caseId, official, { to: 'answered', rev: 2, text: ANSWER });
};

/** `officials` by authority: who has already done something with some of the cases. */
export const addSampleCases = async (
  context: PortalContext,
  officials: ReadonlyMap<string, OfficialRecord>,
): Promise<void> => {
  if (!(await addSampleKiosk(context))) return;
  const ids: string[] = [];
  for (const sample of SAMPLE_CASES) ids.push(await register(context, sample, ids.length));
  for (const [index, { authorityId, then }] of SAMPLE_CASES.entries()) {
    const official = officials.get(authorityId);
    if (official !== undefined) await decide(context, ids[index] ?? '', then, official);
  }
};
