import { describe, expect, it } from 'vitest';
import { createTestCore } from '../../../support/core/create-test-core.ts';
import { createFakePrinter } from '../../../support/printing/fake-printer.ts';

const start = async () => {
  const printer = createFakePrinter();
  const kiosk = await createTestCore({ printer });
  await kiosk.enrolled();
  const screen = kiosk.screen();
  const receipt = await screen.apply();
  const print = () =>
    screen.call('printing.receipt', { applicationId: receipt.applicationId, language: 'az' });
  const moves = () =>
    screen.events.flatMap((event) =>
      event.type === 'print_changed' ? [event.job.fault ?? event.job.state] : [],
    );
  const told = (count: number) => kiosk.eventually(() => moves().length >= count);
  return { printer, kiosk, screen, receipt, print, moves, told };
};

describe('printing a receipt', () => {
  it('is queued, printing, printed, and says what the person needs', async () => {
    const { printer, print, moves, told, receipt } = await start();
    expect(await print()).toMatchObject({ ok: true, value: { state: 'queued' } });
    await told(1);
    const words = JSON.stringify(printer.orders[0]);
    for (const text of [receipt.reference, receipt.code, receipt.qr]) expect(words).toContain(text);
    expect(moves()).toEqual(['printing']);
    printer.end();
    await told(2);
    expect(moves()).toEqual(['printing', 'printed']);
  });

  it('failed is said with its reason, is not done, and can be tried again', async () => {
    const { printer, print, moves, told, screen } = await start();
    const first = await print();
    await told(1);
    printer.end('no_paper');
    await told(2);
    expect(moves()).toEqual(['printing', 'no_paper']);
    const { jobId } = first.ok ? first.value : { jobId: '' };
    expect(await screen.ask('printing.job', { jobId })).toMatchObject({ state: 'failed' });
    await print();
    await told(3);
    printer.end();
    await told(4);
    expect(moves()).toEqual(['printing', 'no_paper', 'printing', 'printed']);
  });

  it('tells the portal what it says of the paper', async () => {
    const { printer, print, told, kiosk } = await start();
    const paper = () => kiosk.portal.heartbeats.at(-1)?.paper;
    await kiosk.eventually(() => paper() === 'unknown', 'nothing was printed yet');
    await print();
    await told(1);
    printer.end('no_paper');
    await kiosk.eventually(() => paper() === 'out', 'no paper is told');
    await print();
    await told(3);
    printer.end();
    await kiosk.eventually(() => paper() === 'ok', 'paper is told');
  });

  it('that failed alarms the staff until something was printed', async () => {
    const { printer, print, told, kiosk } = await start();
    await print();
    await told(1);
    printer.break();
    await told(2);
    expect(kiosk.log).toContainEqual(expect.objectContaining({ event: 'print.broken' }));
    expect(JSON.stringify(kiosk.log)).not.toContain('a bug in an adapter');
    await print();
    await told(3);
    printer.end();
    await told(4);
  });

  it('takes its turn: one document at a time', async () => {
    const { printer, print, told } = await start();
    await print();
    await print();
    await told(1);
    expect(printer.orders).toHaveLength(1);
    printer.end();
    await told(3);
    expect(printer.orders).toHaveLength(2);
  });

  it('stops for a hand that taps and taps', async () => {
    const { print } = await start();
    for (let tap = 0; tap < 5; tap += 1) expect((await print()).ok).toBe(true);
    expect(await print()).toMatchObject({ ok: false, error: { code: 'too_many' } });
  });

  it('still comes out for whoever has pressed Finish and waits for it, but not after a failure', async () => {
    const { printer, print, told, screen, kiosk, moves } = await start();
    await print();
    await print();
    await print();
    await told(1);
    await screen.ask('session.finish', {});
    printer.end();
    await kiosk.eventually(() => printer.orders.length === 2);
    printer.end('no_paper');
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(printer.orders).toHaveLength(2);
    expect(moves()).toEqual(['printing']);
  });

  it('ends for whoever has pressed Finish when the next person begins, but for the paper under way', async () => {
    const { printer, print, told, screen } = await start();
    await print();
    await print();
    await told(1);
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'ru' });
    expect(printer.orders[0]?.signal.aborted).toBe(false);
    printer.end();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(printer.orders).toHaveLength(1);
  });

  it('ends with a person who has walked away: nothing comes out, and the next one hears nothing', async () => {
    const { printer, print, told, screen, moves } = await start();
    const running = await print();
    const waiting = await print();
    await told(1);
    await screen.ask('session.begin', { language: 'az' });
    expect(printer.orders[0]?.signal.aborted).toBe(true);
    printer.end();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(printer.orders).toHaveLength(1);
    expect(moves()).toEqual(['printing']);
    for (const job of [running, waiting])
      expect(
        await screen.call('printing.job', { jobId: job.ok ? job.value.jobId : '' }),
      ).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('is refused for an application of somebody else', async () => {
    const { receipt, kiosk } = await start();
    const other = kiosk.screen();
    await other.ask('session.begin', { language: 'az' });
    const { applicationId } = receipt;
    expect(await other.call('printing.receipt', { applicationId, language: 'az' })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  it('is refused, and not offered, without a printer', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    const screen = kiosk.screen();
    const { applicationId } = await screen.apply();
    expect((await screen.ask('kiosk.info', {})).offers.printing).toBe(false);
    expect(await screen.call('printing.receipt', { applicationId, language: 'az' })).toMatchObject({
      ok: false,
      error: { code: 'no_printer' },
    });
  });
});

describe('printing a case', () => {
  it('ends with a person who left while the portal was asked', async () => {
    const { printer, kiosk, screen, receipt } = await start();
    const { reference, code } = receipt;
    await screen.ask('cases.open', { reference, code });
    let answer = (): void => undefined;
    kiosk.network.disturb(
      (request, server) =>
        new Promise((resolve) => {
          answer = () => resolve(server(request));
        }),
      '/case-lookups',
    );
    const asked = screen.call('cases.print', { reference, language: 'az' });
    const requests = kiosk.network.requests.length;
    await kiosk.eventually(() => kiosk.network.requests.length > requests);
    await screen.ask('session.begin', { language: 'ru' });
    answer();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'session_over' } });
    const { applicationId } = await screen.apply();
    await screen.ask('printing.receipt', { applicationId, language: 'ru' });
    await kiosk.eventually(() => printer.orders.length > 0);
    expect(printer.orders[0]?.document.language).toBe('ru');
  });

  it('puts it on paper without the code that opens it', async () => {
    const { printer, screen, receipt, told } = await start();
    const { reference, code } = receipt;
    expect((await screen.call('cases.print', { reference, code, language: 'ru' })).ok).toBe(true);
    await told(1);
    const words = JSON.stringify(printer.orders[0]?.document);
    expect(words).toContain(reference);
    expect(words).toContain('Состояние');
    expect(words).not.toContain(code);
    expect(
      await screen.call('cases.print', { reference, code: '222-222-222', language: 'ru' }),
    ).toMatchObject({ ok: false });
  });
});
