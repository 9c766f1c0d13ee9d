import { fail, ok } from '../../../../contract/result.ts';
import type { ServicePack } from '../../../../contract/packs.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Packs } from '../../packs/load-packs.ts';
import { summaryOf } from '../../packs/service-summary.ts';

export interface ServiceOptions {
  readonly packs: Packs;
  /** ISO day in Baku. */
  readonly today: () => string;
}

/** The services that this kiosk's packs describe. */
export const createServiceMethods = ({ packs, today }: ServiceOptions): HandlersOf<'services'> => ({
  'services.list': () => ok([...packs.services.values()].map(summaryOf)),
  'services.get': ({ serviceId }) => {
    const service = packs.services.get(serviceId);
    if (service === undefined) return fail('not_found');
    const maps = asksForPlace(service) ? packs.maps : [];
    const view = { service, maps, today: today() };
    if (service.purpose !== 'reception') return ok({ ...view, authorities: packs.authorities });
    const { receptions } = packs;
    const authorities = packs.authorities.filter((one) =>
      receptions.some(({ id }) => id === one.id),
    );
    return ok({ ...view, authorities, receptions });
  },
});

const asksForPlace = ({ questions }: ServicePack): boolean =>
  questions.some(({ kind }) => kind === 'place');
