import { randomUUID } from 'node:crypto';
import type { BatchItem, SubmissionContent } from '../../../contract/sync-protocol.ts';
import { TOPIC_SERVICE_ID } from '../../../contract/participation.ts';
import type { KioskDouble } from '../portal/kiosk-double.ts';
import { createContent, sealContent } from '../portal/sample-application.ts';

/** What a citizen proposes. */
export const topicContent = (
  answers: Readonly<Record<string, string>> = {},
  changes: Partial<SubmissionContent> = {},
): SubmissionContent =>
  createContent({
    id: randomUUID(),
    kind: 'topic',
    serviceId: TOPIC_SERVICE_ID,
    serviceTitle: { az: 'Mövzu təklif et', ru: 'Предложить тему', en: 'Propose a topic' },
    answers: {
      authority: 'az-mas',
      direction: 'roads-transport',
      sentence: 'Məktəb yolunun təmiri',
      ...answers,
    },
    ...changes,
  });

/** Brings a proposal to the portal as a kiosk does. */
export const propose = async (
  kiosk: KioskDouble,
  content: SubmissionContent = topicContent(),
): Promise<SubmissionContent> => {
  const item: BatchItem = {
    id: content.id,
    kind: 'topic',
    savedAt: content.confirmedAt,
    sealed: await sealContent(content, kiosk.facts.sealingKey, { kind: 'topic' }),
  };
  const { results } = await kiosk.sendItems([item]);
  const status = results[0]?.status;
  if (status !== 'accepted') throw new Error(`the proposal was not taken: ${String(status)}`);
  return content;
};
