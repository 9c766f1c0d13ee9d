import { describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { GOOD_ANSWERS } from '../../support/core/test-packs.ts';

describe('a kiosk from the first touch to the official answer', () => {
  it('keeps an application while offline and brings it to the portal exactly once', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    kiosk.network.disconnect();
    const screen = kiosk.screen();

    const receipt = await screen.apply();

    expect(receipt.delivery).toEqual({ state: 'saved' });
    expect(kiosk.portal.registered).toEqual([]);
    kiosk.network.connect();
    await kiosk.eventually(() => kiosk.portal.registered.length > 0, 'arrival');
    await kiosk.eventually(
      () =>
        screen.events.some(
          (event) => event.type === 'delivery_changed' && event.delivery.state === 'received',
        ),
      'the receipt',
    );
    expect(kiosk.portal.registered).toHaveLength(1);
    expect(kiosk.portal.registered[0]).toMatchObject({
      id: receipt.applicationId,
      reference: receipt.reference,
      authorityId: 'quba',
      answers: GOOD_ANSWERS,
    });
    await kiosk.core.stop();
  });

  it('shows the official decision to the holder of the receipt', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    const screen = kiosk.screen();
    const { applicationId, reference, code } = await screen.apply();
    await kiosk.eventually(() => kiosk.portal.registered.length === 1);
    await kiosk.portal.decideCase(applicationId, 'declined', 'The tree is protected');

    const view = await screen.ask('cases.open', { reference, code });

    expect(view).toMatchObject({
      reference,
      status: 'declined',
      decision: { kind: 'declined', text: 'The tree is protected' },
      registrationNumber: 'MAS-1',
      mayBeOld: false,
    });
    expect(view.timeline.map(({ status }) => status)).toEqual(['saved', 'declined']);
    await kiosk.core.stop();
  });
});
