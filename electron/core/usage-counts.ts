import { checkAnswers } from '../../contract/domain/service-form.ts';
import type { Counters } from './counters.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Packs } from './packs/load-packs.ts';
import type { Citizen, Draft, EndReason } from './session.ts';

export interface UsageCountsOptions {
  readonly counters: Pick<Counters, 'note'>;
  readonly packs: Pick<Packs, 'services' | 'authorities'>;
  readonly time: Pick<KioskTime, 'today'>;
}

/** Counts how sessions end, and at which question a form was left that was begun and not sent. */
export const createUsageCounts = ({ counters, packs, time }: UsageCountsOptions) => {
  /** The first question without a good answer: answers are kept at each step forward. */
  const openQuestion = ({ serviceId, answers }: Draft): string => {
    const service = packs.services.get(serviceId);
    if (service === undefined) return 'other';
    const checked = checkAnswers(service, answers, {
      today: time.today(),
      authorityIds: new Set(packs.authorities.map(({ id }) => id)),
    });
    return `${serviceId}.${checked.ok ? 'check' : (checked.problems[0]?.field ?? 'other')}`.toLowerCase();
  };

  return (citizen: Citizen, reason: EndReason): void => {
    const unsent = [...citizen.drafts].filter(([id]) => !citizen.receipts.has(id));
    for (const [, draft] of unsent) counters.note('left_at', openQuestion(draft));
    counters.note(
      'sessions',
      reason === 'finished' ? 'finished' : unsent.length > 0 ? 'abandoned' : 'idle',
    );
  };
};
