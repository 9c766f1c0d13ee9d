import { createHmac, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { toTimeAnswer } from '../../../contract/domain/reception.ts';
import { type MessageNote, messageProofText } from '../../../contract/notes/message.ts';
import {
  LEASES_PUBLICATION,
  publishedLeasesSchema,
  type Lease,
} from '../../../contract/receptions.ts';
import type {
  BatchItem,
  ItemResult,
  PullReply,
  SubmissionContent,
} from '../../../contract/sync-protocol.ts';
import { openCaseState, type KioskDouble } from '../portal/kiosk-double.ts';
import { createContent, sealContent, sealText } from '../portal/sample-application.ts';

/** A kiosk of the protocol's own words that books receptions. */

export const OFFICIAL = 'az-mas-economy';

const leasesIn = ({ publications }: PullReply): readonly Lease[] | undefined => {
  const body = publications.findLast(({ kind }) => kind === LEASES_PUBLICATION)?.body;
  return body == null ? undefined : v.parse(publishedLeasesSchema, JSON.parse(body)).leases;
};

/** Pulls all pages; the leases as they were told last, undefined where nothing new was said of them. */
export const pullLeases = async (
  kiosk: KioskDouble,
  named: readonly string[],
): Promise<readonly Lease[] | undefined> => {
  let told: readonly Lease[] | undefined;
  for (let more = true; more;) {
    const reply = await kiosk.pull({ leases: named });
    told = leasesIn(reply) ?? told;
    ({ more } = reply);
  }
  return told;
};

/** What a citizen asks for. Without a lease the times are asked for. */
export const receptionContent = (
  slotIds: readonly string[],
  { leaseId, ...changes }: Partial<SubmissionContent> & { readonly leaseId?: string } = {},
): SubmissionContent =>
  createContent({
    kind: 'reception',
    serviceId: 'reception',
    serviceTitle: { az: 'Qəbul', ru: 'Приём', en: 'Reception' },
    answers: {
      authority: 'az-mas',
      official: OFFICIAL,
      topic: 'roads',
      times: slotIds.map((slotId) => toTimeAnswer({ firm: leaseId !== undefined, slotId })),
      matter: 'Kənd yolu barədə',
      applicantName: 'Sevinc Məmmədova',
      applicantFin: '4HF92MQ',
    },
    reception: {
      officialId: OFFICIAL,
      topicId: 'roads',
      wishes: [...slotIds],
      ...(leaseId === undefined ? {} : { lease: leaseId }),
    },
    ...changes,
  });

export const sendReception = async (
  kiosk: KioskDouble,
  content: SubmissionContent,
): Promise<ItemResult | undefined> => {
  const item: BatchItem = {
    id: content.id,
    kind: 'reception',
    savedAt: content.confirmedAt,
    sealed: await sealContent(content, kiosk.facts.sealingKey, { kind: 'reception' }),
  };
  return (await kiosk.sendItems([item])).results[0];
};

/** A citizen's word in a case, sealed and proven. */
export const toWord = async (
  kiosk: KioskDouble,
  { caseAccess: { lookupId, key } }: SubmissionContent,
  words: Pick<MessageNote, 'act'> & Partial<Omit<MessageNote, 'proof'>>,
): Promise<BatchItem> => {
  const head = {
    v: 1,
    id: randomUUID(),
    kind: 'message',
    lookupId,
    at: 0,
    text: '',
    ...words,
  } as const;
  const proof = createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(messageProofText(head))
    .digest('base64url');
  const sealed = await sealText(
    JSON.stringify({ ...head, proof }),
    head.id,
    kiosk.facts.sealingKey,
    { kind: 'message' },
  );
  return { id: head.id, kind: 'message', savedAt: 0, sealed };
};

export const sendWord = async (
  kiosk: KioskDouble,
  content: SubmissionContent,
  words: Parameters<typeof toWord>[2],
): Promise<ItemResult | undefined> =>
  (await kiosk.sendItems([await toWord(kiosk, content, words)])).results[0];

export const stateOf = async (kiosk: KioskDouble, { caseAccess }: SubmissionContent) => {
  const envelope = await kiosk.lookUp(caseAccess.lookupId);
  if (envelope === null) throw new Error('there is no such case');
  return (await openCaseState(envelope, caseAccess.key)).state;
};
