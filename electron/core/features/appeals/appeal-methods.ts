import { placesByAuthority } from '../../../../contract/domain/place.ts';
import { checkAnswers } from '../../../../contract/domain/service-form.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { EarlierAppeal } from '../../../../contract/views.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Packs } from '../../packs/load-packs.ts';
import type { SentMatters } from '../../sent-matters.ts';
import type { MatterRecord } from '../../store/records.ts';
import type { Citizen } from '../../session.ts';

export interface AppealOptions {
  readonly packs: Packs;
  readonly time: Pick<KioskTime, 'today'>;
  readonly matters: Pick<SentMatters, 'tagOf' | 'find'>;
}

/** The receipt is shown again only to the visit that made it. */
const viewOf = ({ id, savedAt }: MatterRecord, citizen: Citizen): EarlierAppeal => {
  const receipt = citizen.receipts.get(id);
  if (receipt === undefined) return { savedAt };
  return { savedAt, receipt: { reference: receipt.reference, code: receipt.code } };
};

/** What is peculiar to appeals under the Law on Citizens' Appeals. */
export const createAppealMethods = ({
  packs,
  time,
  matters,
}: AppealOptions): HandlersOf<'appeals'> => ({
  'appeals.earlier': async ({ applicationId, answers }, { citizen }) => {
    const draft = citizen.drafts.get(applicationId);
    if (draft === undefined) return fail('not_found');
    const service = packs.services.get(draft.serviceId);
    if (service === undefined) return fail('service_withdrawn');
    const checked = checkAnswers(service, answers, {
      today: time.today(),
      authorityIds: new Set(packs.authorities.map(({ id }) => id)),
      places: placesByAuthority(packs.maps),
      receptions: packs.receptions,
    });
    // Incomplete: sending says what is missing, there is nothing to compare yet.
    if (!checked.ok) return ok(null);
    const earlier = matters.find(await matters.tagOf(service.id, checked.value));
    return ok(
      earlier === undefined || earlier.id === applicationId ? null : viewOf(earlier, citizen),
    );
  },
});
