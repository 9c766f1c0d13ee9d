// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { servicePackSchema } from '../../../../contract/packs.ts';
import {
  receptionPackSchema,
  type OfferedDay,
  type OfferedTime,
} from '../../../../contract/receptions.ts';
import { ok } from '../../../../contract/result.ts';
import masalli from '../../../../resources/packs/receptions/az-mas.json';
import receptionForm from '../../../../resources/packs/services/reception.json';
import { createFakeKiosk, someAuthorities } from '../../../support/renderer/fake-kiosk.ts';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

const FORM = v.parse(servicePackSchema, receptionForm);
const PACK = v.parse(receptionPackSchema, masalli);
const OFFICIAL = PACK.officials.find(({ id }) => id === 'az-mas-economy');

const time = (hour: number, firm: boolean): OfferedTime => ({
  slotId: `az-mas-economy_20261207T${hour}00`,
  startsAt: Date.UTC(2026, 11, 7, hour - 4),
  minutes: 20,
  placeId: PACK.places[0]?.id ?? '',
  mode: 'in-person',
  firm,
});
const dayOf = (times: readonly OfferedTime[]): readonly OfferedDay[] => [
  { date: '2026-12-07', times },
];

let kiosk: MountedKiosk;
let days: readonly OfferedDay[];
beforeEach(async () => {
  days = dayOf([time(10, true), time(11, false)]);
  kiosk = await mountKiosk(
    createFakeKiosk({
      services: [FORM],
      more: {
        'information.list': () => ok({ articles: [], news: [] }),
        'information.authorities': () => ok(someAuthorities),
        'information.authority': ({ id }) =>
          ok({
            authority: someAuthorities.find((one) => one.id === id),
            services: [],
            events: [],
            ...(id === 'az-mas' && { receptionForm: 'reception' }),
          }),
        'services.get': () =>
          ok({
            service: FORM,
            authorities: someAuthorities,
            receptions: [PACK],
            today: '2026-11-23',
          }),
        'receptions.times': () => ok({ days }),
      },
    }),
  );
  await kiosk.tap('Touch to start');
  await kiosk.tap('Information, my authority');
  await kiosk.tap('My authority');
});
afterEach(() => kiosk.unmount());

const askAtMasalli = async (): Promise<void> => {
  await kiosk.tap('Masalli district');
  await kiosk.tap('Ask for a reception');
  await kiosk.tap('Ask for a reception');
};

describe('the page of an authority', () => {
  it('leads to its officials, without asking for the authority again', async () => {
    await askAtMasalli();
    expect(kiosk.heading()).toBe('Whom do you want to see?');
    expect(kiosk.text()).toContain(OFFICIAL?.name);
  });

  it('offers no reception where nobody receives', async () => {
    await kiosk.tap('Guba district');
    expect(kiosk.heading()).toBe('Guba district');
    expect(kiosk.text()).not.toContain('Ask for a reception');
  });

  it('is no more than a proposal: the way back leads to the question for the authority', async () => {
    await askAtMasalli();
    await kiosk.tap('Back');
    expect(kiosk.heading()).toBe('Reception with which executive authority?');
  });
});

describe('times that are shown', () => {
  const tell = async (kinds: readonly string[]): Promise<void> => {
    kiosk.fake.emit({ type: 'publications_changed', kinds });
    await flushPromises();
  };
  const asked = (): number =>
    kiosk.fake.calls.filter(({ method }) => method === 'receptions.times').length;
  beforeEach(async () => {
    await askAtMasalli();
    await kiosk.choose(OFFICIAL?.name ?? '');
    await kiosk.tap('Continue');
    await kiosk.choose('Roads');
    await kiosk.tap('Continue');
  });

  it('become certain when this kiosk is given a lease meanwhile', async () => {
    days = dayOf([time(10, true), time(11, true)]);
    await tell(['reception-leases']);
    expect(document.querySelectorAll('button.firm')).toHaveLength(2);
  });

  it('say so when a chosen one is taken meanwhile, until another is chosen', async () => {
    await kiosk.tap('10:00');
    days = dayOf([time(11, false)]);
    await tell(['reception-times']);
    expect(kiosk.text()).toContain('The time that you chose is not free any more');
    expect(kiosk.text()).toContain('No time is chosen yet');
    await kiosk.tap('11:00');
    expect(kiosk.text()).not.toContain('is not free any more');
  });

  it('are not asked for by other news, nor once the page is left', async () => {
    await tell(['surveys']);
    expect(asked()).toBe(1);
    await kiosk.tap('Back');
    await tell(['reception-leases']);
    expect(asked()).toBe(1);
  });
});
