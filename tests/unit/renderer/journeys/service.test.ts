// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  kiosk = await mountKiosk();
  await kiosk.tap('Touch to start');
});
afterEach(() => kiosk.unmount());

describe('what works just now', () => {
  it('is said without network, and applying goes on', async () => {
    kiosk.fake.setStatus({ online: false, canSave: true });
    await flushPromises();
    expect(kiosk.text()).toContain('You can still apply');
    await kiosk.tap('Apply for a service');
    expect(kiosk.heading()).toBe('Choose a service');
  });

  it('does not promise to keep what cannot be kept, and begins no application', async () => {
    kiosk.fake.setStatus({ online: false, canSave: false });
    await flushPromises();
    expect(kiosk.text()).toContain('cannot take new applications');
    expect(kiosk.text()).not.toContain('You can still apply');
    await kiosk.tap('Apply for a service');
    await kiosk.tap("Permission to change a child's name");
    await kiosk.tap('Start the application');
    expect(kiosk.fake.calls.map(({ method }) => method)).not.toContain('applications.start');
  });

  it('says that it is a demonstration', () => {
    expect(kiosk.text()).toContain('Demonstration. Nothing sent from here');
  });
});

describe('the page before the first question', () => {
  beforeEach(async () => {
    await kiosk.tap('Apply for a service');
    await kiosk.tap("Permission to change a child's name");
  });

  it('tells papers, cost, term, who decides and the law, and marks what no source confirms', () => {
    for (const words of [
      "Child's birth certificate",
      'Free of charge',
      'Within 15 working days',
      'The local executive authority',
      'Cabinet decision No 79',
    ])
      expect(kiosk.text()).toContain(words);
    const unconfirmed = kiosk.text().split('Not confirmed by an official source').length - 1;
    expect(unconfirmed).toBe(2);
  });

  it('says why when the service is gone, and whom to call', async () => {
    kiosk.fake.failNext('applications.start', 'service_withdrawn');
    await kiosk.tap('Start the application');
    expect(kiosk.text()).toContain('no longer offered here. Call 108');
  });

  it('goes on with the application that was begun', async () => {
    await kiosk.tap('Start the application');
    await kiosk.choose('Masalli district');
    await kiosk.tap('Continue');
    await kiosk.tap('Back');
    await kiosk.tap('Back');
    await kiosk.tap('Go on with the application');
    expect(kiosk.heading()).toBe('Do both parents agree?');
    const started = kiosk.fake.calls.filter(({ method }) => method === 'applications.start');
    expect(started).toHaveLength(1);
  });
});
