import { calculateJwkThumbprint } from 'jose';
import * as v from 'valibot';
import { RECEIPT_ALPHABET } from '../../contract/domain/receipt-code.ts';
import {
  enrolRequestSchema,
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  type EnrolReply,
  type EnrolRequest,
} from '../../contract/sync-protocol.ts';
import type { PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { readEpoch } from '../db/epoch.ts';
import { digestOf, isSameText, tagOf } from '../seals/digest.ts';
import {
  importDeviceKey,
  isSignedBy,
  parseMessage,
  signMessage,
} from '../seals/signed-messages.ts';
import { KioskProblem } from './kiosk-problem.ts';

const CODE_LENGTH = 12;
/** These name the row that a try counts against; the other eight (38.9 bits, ten tries) are the secret. */
const SELECTOR_LENGTH = 4;
const LIFETIME = 15 * 60 * 1000;
const MAX_TRIES = 10;
/** Bytes at or above are skipped, so that every character is equally likely. */
const FAIR_BELOW = RECEIPT_ALPHABET.length * Math.floor(256 / RECEIPT_ALPHABET.length);

const newCode = (context: PortalContext): string => {
  const fair = [...context.random.bytes(CODE_LENGTH * 4)].filter((byte) => byte < FAIR_BELOW);
  if (fair.length < CODE_LENGTH) return newCode(context);
  return fair
    .slice(0, CODE_LENGTH)
    .map((byte) => RECEIPT_ALPHABET.charAt(byte % RECEIPT_ALPHABET.length))
    .join('');
};

const codeTag = (context: PortalContext, code: string): string =>
  tagOf(context.keys.indexKey, 'enrolment', code);

export interface NewEnrolment {
  readonly code: string;
  readonly expiresAt: number;
}

/** A one-time code, valid for 15 minutes; shown to the person who asked and kept only as a keyed hash. */
export const createEnrolment = async (
  context: PortalContext,
  kioskName: string,
): Promise<NewEnrolment> => {
  const now = context.clock.now();
  const code = newCode(context);
  await context.db.deleteFrom('enrolment_codes').where('expires_at', '<', now).execute();
  const row = await context.db
    .insertInto('enrolment_codes')
    .values({
      selector: code.slice(0, SELECTOR_LENGTH),
      code_tag: codeTag(context, code),
      kiosk_name: kioskName,
      created_at: now,
      expires_at: now + LIFETIME,
      used_by: null,
    })
    .onConflict((conflict) => conflict.column('selector').doNothing())
    .returning('selector')
    .executeTakeFirst();
  return row === undefined
    ? createEnrolment(context, kioskName)
    : { code, expiresAt: now + LIFETIME };
};

/** Counts the try before the code is looked at, so that trying side by side gains nothing. */
const countTry = async (context: PortalContext, code: string) =>
  context.db
    .updateTable('enrolment_codes')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('selector', '=', code.slice(0, SELECTOR_LENGTH))
    .where('expires_at', '>', context.clock.now())
    .where('tries', '<', MAX_TRIES)
    .returning(['selector', 'code_tag', 'kiosk_name', 'used_by'])
    .executeTakeFirst();

const addKiosk = async (
  context: PortalContext,
  tx: Tx,
  name: string,
  { deviceKey }: EnrolRequest,
): Promise<string> => {
  const row = await tx
    .insertInto('kiosks')
    .values({
      id: context.ids.next(),
      name,
      device_key: JSON.stringify(deviceKey),
      device_kid: deviceKey.kid,
      enrolled_at: context.clock.now(),
      last_seen_at: null,
      revoked_at: null,
      seq: 0,
      digest: digestOf(''),
      change: 0,
      submissions: 0,
      demonstration: false,
    })
    .onConflict((conflict) => conflict.column('device_kid').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new KioskProblem('enrolment-refused'); // a key is one kiosk's
  return row.id;
};

type FoundCode = NonNullable<Awaited<ReturnType<typeof countTry>>>;

/** The answer to an earlier enrolment was lost on the way: the same device may have it again. */
const enrolledBefore = async (
  context: PortalContext,
  kioskId: string,
  { deviceKey }: EnrolRequest,
): Promise<string> => {
  const kiosk = await context.db
    .selectFrom('kiosks')
    .select(['id', 'device_kid', 'revoked_at'])
    .where('id', '=', kioskId)
    .executeTakeFirstOrThrow();
  if (kiosk.device_kid !== deviceKey.kid || kiosk.revoked_at !== null)
    throw new KioskProblem('enrolment-refused');
  return kiosk.id;
};

const redeem = (context: PortalContext, request: EnrolRequest, found: FoundCode): Promise<string> =>
  inTransaction(context.db, async (tx) => {
    const id = await addKiosk(context, tx, found.kiosk_name, request);
    const used = await tx
      .updateTable('enrolment_codes')
      .set({ used_by: id })
      .where('selector', '=', found.selector)
      .where('used_by', 'is', null)
      .returning('selector')
      .executeTakeFirst();
    if (used === undefined) throw new KioskProblem('enrolment-refused');
    return id;
  });

const findCode = async (context: PortalContext, code: string): Promise<FoundCode> => {
  const found = await countTry(context, code);
  if (found === undefined || !isSameText(found.code_tag, codeTag(context, code)))
    throw new KioskProblem('enrolment-refused');
  return found;
};

const parseRequest = async (jws: string): Promise<EnrolRequest> => {
  const message = parseMessage(jws, MESSAGE_TYPES.enrolRequest);
  const parsed = v.safeParse(enrolRequestSchema, message?.json);
  if (message === undefined || !parsed.success) throw new KioskProblem('bad-message');
  const { deviceKey } = parsed.output;
  const key = importDeviceKey(deviceKey);
  if (key === undefined || (await calculateJwkThumbprint(deviceKey)) !== deviceKey.kid)
    throw new KioskProblem('bad-message');
  if (!isSignedBy(message, key)) throw new KioskProblem('bad-message');
  return parsed.output;
};

/**
 * Registers a device by its one-time code and answers what it must know of the portal. Unknown,
 * used, expired and wrong codes are refused alike. Throws `KioskProblem`.
 */
export const enrol = async (context: PortalContext, jws: string): Promise<string> => {
  const request = await parseRequest(jws);
  const found = await findCode(context, request.code);
  const kiosk =
    found.used_by === null
      ? await redeem(context, request, found)
      : await enrolledBefore(context, found.used_by, request);
  context.log.info('kiosk.enrolled', { kiosk });
  const reply: EnrolReply = {
    v: PROTOCOL_VERSION,
    nonce: request.nonce,
    kiosk,
    kioskName: found.kiosk_name,
    signingKey: context.keys.signing.public,
    sealingKey: context.keys.sealingPublic,
    epoch: await readEpoch(context.db),
    serverTime: context.clock.now(),
  };
  return signMessage(reply, MESSAGE_TYPES.enrolReply, context.keys.signing);
};
