import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import { createReceiptCode } from '../../../contract/domain/receipt-code.ts';
import { CASE_KEY_DERIVATION } from '../../../contract/case-key.ts';
import {
  MESSAGE_TYPES,
  PADDING_BUCKETS,
  type BatchItem,
  type PublicJwk,
  type SubmissionContent,
} from '../../../contract/sync-protocol.ts';

/** Answers that satisfy the service pack "child-name-change". */
export const SAMPLE_ANSWERS: SubmissionContent['answers'] = {
  authority: 'az-mas',
  change: 'surname',
  childName: 'Kənan Quliyev',
  childBirthDate: '2014-05-17',
  childFin: '5X7TR2K',
  newSurname: 'Məmmədov',
  reason: 'Uşaq anasının soyadını daşımaq istəyir.',
  childConsent: 'yes',
  applicantRole: 'mother',
  applicantName: 'Sevinc Məmmədova',
  applicantFin: '4HF92MQ',
  parents: 'apart',
  otherParentView: 'whereabouts-unknown',
  otherParentName: 'Rəşad Quliyev',
  address: 'Masallı şəhəri, Heydər Əliyev küçəsi 12',
  phone: '+994501234567',
};

export const deriveCaseAccess = (
  reference: string,
  code: string,
): SubmissionContent['caseAccess'] => {
  const { saltPrefix, cost, blockSize, parallelization, length } = CASE_KEY_DERIVATION;
  const bytes = scryptSync(code, saltPrefix + reference, length, {
    N: cost,
    r: blockSize,
    p: parallelization,
    maxmem: 128 * cost * blockSize * 2,
  });
  return {
    key: bytes.subarray(0, 32).toString('base64url'),
    lookupId: bytes.subarray(32).toString('base64url'),
  };
};

export const createContent = (changes: Partial<SubmissionContent> = {}): SubmissionContent => ({
  v: 1,
  id: randomUUID(),
  kind: 'application',
  reference: createReceiptCode(randomBytes(32)),
  serviceId: 'child-name-change',
  serviceVersion: 1,
  authorityId: 'az-mas',
  serviceTitle: { az: 'Uşağın adı', ru: 'Имя ребёнка', en: "Child's name" },
  language: 'az',
  answers: SAMPLE_ANSWERS,
  confirmedAt: Date.now(),
  // Chance instead of scrypt over a code: 0.1 s less for each application of a test.
  caseAccess: {
    lookupId: randomBytes(16).toString('base64url'),
    key: randomBytes(32).toString('base64url'),
  },
  ...changes,
});

const pad = (json: string): string => {
  const size = Buffer.byteLength(json);
  const last = PADDING_BUCKETS.at(-1) ?? 0;
  const bucket = PADDING_BUCKETS.find((bytes) => bytes >= size) ?? Math.ceil(size / last) * last;
  return json + ' '.repeat(bucket - size);
};

/** Seals any text as a kiosk seals a submission. `header` replaces or adds fields. */
export const sealText = async (
  text: string,
  id: string,
  sealingKey: PublicJwk,
  header: Record<string, unknown> = {},
): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: MESSAGE_TYPES.submission,
      kid: sealingKey.kid,
      id,
      kind: 'application',
      ...header,
    })
    .encrypt(await importJWK({ ...sealingKey }, 'ECDH-ES'));

export const sealContent = (
  content: SubmissionContent,
  sealingKey: PublicJwk,
  header: Record<string, unknown> = {},
): Promise<string> => sealText(pad(JSON.stringify(content)), content.id, sealingKey, header);

export const createItem = async (
  content: SubmissionContent,
  sealingKey: PublicJwk,
): Promise<BatchItem> => ({
  id: content.id,
  kind: 'application',
  savedAt: content.confirmedAt,
  sealed: await sealContent(content, sealingKey),
});
