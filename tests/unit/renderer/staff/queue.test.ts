// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAKE_STAFF, itemOf } from '../../../support/renderer/fake-staff.ts';
import { mountStaff, settle, signIn, type MountedStaff } from './mount-staff.ts';

let staff: MountedStaff;
beforeEach(async () => {
  staff = await mountStaff();
});
afterEach(() => staff.unmount());

const calls = (method: string) => staff.fake.calls.filter((call) => call.method === method);
const setAside = itemOf(2, { state: 'set_aside', reason: 'unknown_service' });
const toQueue = async (role: 'operator' | 'supervisor' = 'supervisor'): Promise<void> => {
  await signIn(staff, role);
  await staff.tap('Queue');
};

describe('the state of the device', () => {
  it('says in words that all is well', async () => {
    await signIn(staff);
    expect(staff.text()).toContain('Everything is well');
    expect(staff.text()).toContain(
      'Last exchange with the portal23 November 2026, 11:58 (2 minutes ago)',
    );
  });

  it('puts what keeps the kiosk from its work first, each with what to do', async () => {
    staff.fake.setHealth({
      alarms: ['queue_stuck', 'store_damaged'],
      online: false,
      setAside: 1,
      clockOffset: -400_000,
    });
    await signIn(staff);
    const headings = [...document.querySelectorAll('.notice h2')].map((one) => one.textContent);
    expect(headings).toEqual([
      'The disk has damaged saved data',
      'The queue has stopped',
      'Submissions were set aside',
      'The portal cannot be reached',
      'The clock of the kiosk is wrong',
    ]);
    expect(staff.text()).toContain('Call a technician today');
    expect(staff.text()).toContain('Fast by 6 minutes 40 seconds');
    expect(staff.text()).not.toContain('Everything is well');
  });
});

describe('the queue', () => {
  it('says when nothing waits', async () => {
    await toQueue();
    expect(staff.text()).toContain('Nothing waits');
  });

  it('shows what was set aside first, with age, size, kind and reason in words', async () => {
    staff.fake.setQueue([itemOf(1), itemOf(3, { state: 'sending' }), setAside]);
    await toQueue();
    const cards = [...document.querySelectorAll('.item')].map((card) => card.textContent);
    expect(cards).toHaveLength(3);
    expect(cards[0]).toMatch(/Application.*000002.*Set aside.*does not have this service/su);
    expect(cards[0]).toMatch(/2 hours 10 minutes.*23 November 2026, 09:50.*4 kB/su);
    expect(cards[1]).toContain('Waits to be sent');
    expect(cards[2]).toContain('Being sent');
  });

  it('shows thousands step by step', async () => {
    staff.fake.setQueue(Array.from({ length: 1_000 }, (_, index) => itemOf(index + 1)));
    await toQueue();
    expect(document.querySelectorAll('.item')).toHaveLength(20);
    await staff.tap('Show more (980)');
    expect(document.querySelectorAll('.item')).toHaveLength(40);
  });

  it('offers a submission again', async () => {
    staff.fake.setQueue([setAside]);
    await toQueue('operator');
    await staff.tap('Offer it again');
    expect(calls('queue.retry').map(({ input }) => input)).toEqual([{ id: setAside.id }]);
    expect(staff.text()).toContain('It waits again');
    expect(staff.text()).toContain('Waiting: 1');
  });

  it('says so when the submission was no longer there, or the disk refused', async () => {
    staff.fake.setQueue([setAside]);
    await toQueue();
    staff.fake.failNext('queue.retry', 'not_found');
    await staff.tap('Offer it again');
    expect(staff.text()).toContain('no longer set aside');
    staff.fake.failNext('queue.retry', 'storage_failed');
    await staff.tap('Offer it again');
    expect(staff.text()).toContain('could not be written down');
  });

  it('lets only supervisors give a submission up', async () => {
    staff.fake.setQueue([setAside]);
    await toQueue('operator');
    expect(staff.text()).toContain('Only a supervisor');
    expect(staff.text()).not.toContain('Give it up');
  });
});

describe('giving a submission up', () => {
  const toReason = async (): Promise<void> => {
    staff.fake.setQueue([setAside]);
    await toQueue();
    await staff.tap('Give it up');
  };

  /** The second person types number and PIN on the kiosk's own digits. */
  const second = async ({ number, pin }: { number: string; pin: string }): Promise<void> => {
    await staff.tap('Go on: second person');
    for (const digit of number) await staff.tap(digit);
    await staff.tap('Continue');
    for (const digit of pin) await staff.tap(digit);
    await staff.tap('Yes, give it up');
  };

  it('says why when the second person is not another one, and keeps it', async () => {
    await toReason();
    await staff.type('given twice', '#reason');
    await staff.tap('Continue');
    await second(FAKE_STAFF.supervisor);
    expect(staff.text()).toContain('Another supervisor or a technician must agree');
    expect(staff.fake.queue()).toHaveLength(1);
  });

  it('wants a reason, asks once more, and tells the core the reason without spaces around', async () => {
    await toReason();
    await staff.type('  abc ', '#reason');
    await staff.tap('Continue');
    expect(staff.text()).toContain('at least 5 letters');
    await staff.type('  given twice ', '#reason');
    await staff.tap('Continue');
    expect(calls('queue.discard')).toEqual([]);
    expect(staff.heading()).toBe('Give it up for good?');
    expect(staff.text()).toContain('given twice');
    await second(FAKE_STAFF.technician);
    const { number, pin } = FAKE_STAFF.technician;
    expect(calls('queue.discard').map(({ input }) => input)).toEqual([
      { id: setAside.id, reason: 'given twice', second: { number, pin } },
    ]);
    expect(staff.text()).toContain('It was given up');
    expect(staff.fake.queue()).toEqual([]);
  });

  it('keeps it when the second question is answered with no', async () => {
    await toReason();
    await staff.type('given twice', '#reason');
    await staff.tap('Continue');
    await staff.tap('No, keep it');
    expect(calls('queue.discard')).toEqual([]);
    expect(staff.heading()).toBe('Queue');
  });

  it('keeps the reason while it is changed, and says when the disk refused', async () => {
    await toReason();
    await staff.type('given twice', '#reason');
    await staff.tap('Continue');
    staff.fake.failNext('queue.discard', 'storage_failed');
    await second(FAKE_STAFF.technician);
    expect(staff.text()).toContain('could not be written down');
    await staff.tap('Back');
    await staff.tap('Back');
    await staff.tap('Change the reason');
    expect(document.querySelector<HTMLTextAreaElement>('#reason')?.value).toBe('given twice');
  });

  it('refuses a reason that is longer than the core takes', async () => {
    await toReason();
    await staff.type('x'.repeat(301), '#reason');
    await staff.tap('Continue');
    expect(staff.text()).toContain('at most 300 letters');
  });
});

describe('the stick', () => {
  const toStick = async (): Promise<void> => {
    await signIn(staff, 'operator');
    await staff.tap('Queue');
    await staff.tap('Carry by stick');
  };

  it('reports what was written and what was not yet', async () => {
    await toStick();
    staff.fake.setReports({
      export: { file: 'asan-questions-9.json', submissions: 4_000, left: 12 },
    });
    await staff.tap('Write to the stick');
    expect(staff.text()).toContain('Submissions in the file: 4000');
    expect(staff.text()).toContain('Not in the file yet: 12');
    expect(staff.text()).toContain('asan-questions-9.json');
  });

  it('reports what the answers brought, also when it was nothing', async () => {
    await toStick();
    staff.fake.setReports({ import: { received: 3, setAside: 1, cases: 2 } });
    await staff.tap('Read from the stick');
    expect(staff.text()).toContain('Received by the portal: 3');
    expect(staff.text()).toContain('Set aside: 1');
    staff.fake.setReports({ import: { received: 0, setAside: 0, cases: 0 } });
    await staff.tap('Read from the stick');
    expect(staff.text()).toContain('Nothing has changed');
    expect(staff.text()).not.toContain('Received by the portal');
  });

  it.each([
    ['queue.export', 'no_medium', 'or it cannot be written to'],
    ['queue.export', 'storage_full', 'no room left'],
    ['queue.export', 'not_set_up', 'must enrol it first'],
    ['queue.import', 'no_medium', 'No stick with answers for this kiosk'],
    ['queue.import', 'bad_bundle', 'not from the portal'],
    ['queue.import', 'storage_failed', 'could not be written down'],
  ] as const)('explains why %s ended with %s', async (method, code, words) => {
    await toStick();
    staff.fake.failNext(method, code);
    await staff.tap(method === 'queue.export' ? 'Write to the stick' : 'Read from the stick');
    expect(staff.text()).toContain(words);
    expect(staff.text()).not.toContain('You may take the stick out');
  });

  it('does one thing at a time, however often the button is touched', async () => {
    await toStick();
    const release = staff.fake.hold();
    for (let taps = 0; taps < 5; taps += 1) {
      document.querySelector<HTMLElement>('.ways .button')?.click();
      document.querySelectorAll<HTMLElement>('.ways .button')[1]?.click();
    }
    release();
    await settle();
    expect(calls('queue.export')).toHaveLength(1);
    expect(calls('queue.import')).toHaveLength(0);
  });
});

describe('finding by a receipt', () => {
  it('reads out with the field what is wrong with what was typed', async () => {
    await toQueue();
    await staff.tap('Find by a receipt');
    await vi.dynamicImportSettled();
    await staff.tap('Find it');
    const field = document.querySelector('#reference');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    const described = field?.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent.trim())).toEqual([
      '9 signs, for example A7K-42F-9CD. The code is not needed.',
      'The reference was not typed right. Compare it with the receipt',
    ]);
  });
});
