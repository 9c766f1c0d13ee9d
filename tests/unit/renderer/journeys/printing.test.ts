// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrintJob } from '../../../../contract/print-document.ts';
import { createFakeKiosk, fakeInfo, fakeReference } from '../../../support/renderer/fake-kiosk.ts';
import { fillForm, mountKiosk, sendForm, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
const arrive = async (fake = createFakeKiosk()): Promise<void> => {
  kiosk = await mountKiosk(fake);
  await fillForm(kiosk);
  await sendForm(kiosk);
};
beforeEach(() => arrive());
afterEach(() => kiosk.unmount());

const asked = () => kiosk.fake.calls.filter(({ method }) => method === 'printing.receipt');
const move = async (number: number, state: PrintJob['state'], fault?: PrintJob['fault']) => {
  const jobId = `01997c00-0000-7000-8000-${String(number).padStart(12, '0')}`;
  kiosk.fake.emit({ type: 'print_changed', job: { jobId, state, ...(fault && { fault }) } });
  await flushPromises();
};

describe('printing the receipt', () => {
  it('says how it goes, step by step', async () => {
    await kiosk.tap('Print the receipt');
    expect(kiosk.text()).toContain('Waiting to be printed');
    await move(1, 'printing');
    expect(kiosk.text()).not.toContain('Printed.');
    await move(1, 'printed');
    expect(kiosk.text()).toContain('Printed. Take the paper.');
  });

  it('that fails keeps reference and QR on the screen, and can be tried again', async () => {
    await kiosk.tap('Print the receipt');
    await move(1, 'failed', 'no_paper');
    for (const words of ['Not printed', 'The printer has no paper', 'is saved', fakeReference])
      expect(kiosk.text()).toContain(words);
    await vi.waitFor(() => expect(document.querySelector('svg.qr')).not.toBeNull());
    await kiosk.tap('Print again');
    expect(asked()).toHaveLength(2);
    await move(1, 'printed');
    expect(kiosk.text()).toContain('Waiting to be printed');
    await move(2, 'printed');
    expect(kiosk.text()).toContain('Printed.');
  });

  it('is told by a printer that is quicker than the answer that names the job', async () => {
    await move(1, 'printed');
    await kiosk.tap('Print the receipt');
    expect(kiosk.text()).toContain('Printed. Take the paper.');
  });

  it('prints once for a hand that taps twice', async () => {
    await kiosk.tap('Print the receipt');
    await kiosk.tap('Print again');
    expect(asked()).toHaveLength(1);
  });

  it('is not offered without a printer', async () => {
    kiosk.unmount();
    await arrive(
      createFakeKiosk({ info: { ...fakeInfo, offers: { printing: false, speech: true } } }),
    );
    expect(kiosk.text()).not.toContain('Print the receipt');
    expect(kiosk.text()).toContain(fakeReference);
  });

  it('leaves nothing for the next person', async () => {
    await kiosk.tap('Print the receipt');
    await move(1, 'failed', 'gone');
    await kiosk.tap('Finish and clear my data');
    await kiosk.tap('Close');
    expect(kiosk.text()).not.toContain('Not printed');
  });
});
