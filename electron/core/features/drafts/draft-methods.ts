import { bakuDay } from '../../../../contract/domain/baku-time.ts';
import { parseReceiptCode, toSlipQr } from '../../../../contract/domain/receipt-code.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { ServicePack } from '../../../../contract/packs.ts';
import { createGuessLimit, type GuessLimit } from '../../guess-limit.ts';
import type { KeptDrafts } from '../../kept-drafts.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Clock, Ids } from '../../ports.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { Citizen } from '../../session.ts';
import { slipDocument } from './slip-document.ts';

export interface DraftOptions {
  readonly drafts: KeptDrafts;
  readonly services: ReadonlyMap<string, ServicePack>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly shop: PrintShop;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** As for opening cases: a mistype costs nothing, guessing takes for ever. */
const PER_PERSON = { free: 3, first: 5 * SECOND, longest: 5 * MINUTE, forgiveAfter: 5 * MINUTE };
const PER_KIOSK = { free: 10, first: 5 * SECOND, longest: MINUTE, forgiveAfter: MINUTE };

/** Putting an application aside, and taking it up again. */
export const createDraftMethods = ({
  drafts,
  services,
  clock,
  ids,
  now,
  shop,
}: DraftOptions): HandlersOf<'drafts'> => {
  const ofKiosk = createGuessLimit(clock, PER_KIOSK);
  const ofCitizens = new WeakMap<Citizen, GuessLimit>();
  const limitsOf = (citizen: Citizen): readonly GuessLimit[] => {
    const own = ofCitizens.get(citizen) ?? createGuessLimit(clock, PER_PERSON);
    ofCitizens.set(citizen, own);
    return [own, ofKiosk];
  };
  return {
    'drafts.keep': async ({ applicationId, answers }, { citizen }) => {
      const draft = citizen.drafts.get(applicationId);
      const service = services.get(draft?.serviceId ?? '');
      if (draft === undefined || service === undefined) return fail('not_found');
      const former = citizen.slips.get(applicationId)?.id;
      const kept = await drafts.keep({ serviceId: draft.serviceId, answers }, former);
      const { number, code, keptUntil } = kept.slip;
      const slip = {
        number,
        code,
        qr: toSlipQr(number, code),
        keptUntil: bakuDay(keptUntil),
        serviceTitle: service.passport.title,
      };
      citizen.slips.set(applicationId, { id: kept.id, slip });
      return ok(slip);
    },
    'drafts.print': ({ applicationId, language }, { citizen }) => {
      const kept = citizen.slips.get(applicationId);
      return kept === undefined
        ? fail('not_found')
        : shop.print(slipDocument(kept.slip, language), citizen);
    },
    'drafts.restore': async (typed, { citizen }) => {
      const number = parseReceiptCode(typed.number);
      const code = parseReceiptCode(typed.code);
      if (!number.ok || !code.ok)
        return fail('bad_input', {
          fields: [
            ...(number.ok ? [] : [{ field: 'number', rule: number.error }]),
            ...(code.ok ? [] : [{ field: 'code', rule: code.error }]),
          ],
        });
      const limits = limitsOf(citizen);
      const wait = Math.max(...limits.map((limit) => limit.wait()));
      if (wait > 0) return fail('too_many', { retryAfterMs: wait });
      for (const limit of limits) limit.count();
      const kept = await drafts.take(number.value, code.value);
      if (kept === undefined) return fail('not_found');
      for (const limit of limits) limit.forgive();
      const service = services.get(kept.serviceId);
      if (service === undefined) return fail('service_withdrawn');
      const applicationId = ids.next();
      const draft = {
        serviceId: service.id,
        serviceVersion: service.version,
        answers: kept.answers,
      };
      citizen.drafts.set(applicationId, { ...draft, startedAt: now() });
      return ok({ applicationId, ...draft });
    },
  };
};
