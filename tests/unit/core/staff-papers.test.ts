import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { FIGURE_NAMES } from '../../../contract/figures.ts';
import { LANGUAGES } from '../../../contract/languages.ts';
import type { PrintFault } from '../../../contract/print-document.ts';
import { figureDocument } from '../../../electron/core/features/usage/figure-document.ts';
import { figuresOf } from '../../../electron/core/features/usage/figures.ts';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { TREE_SERVICE } from '../../support/core/test-packs.ts';
import { createFakePrinter } from '../../support/printing/fake-printer.ts';

const PIN = '481516';
let staff: readonly object[];
beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [{ number: '1001', name: 'Leyla', role: 'operator', pin }];
});

/** A kiosk with a printer that the test ends; `printed` waits until the core has heard of it. */
const place = async () => {
  const printer = createFakePrinter();
  const kiosk = await createTestCore({ printer, config: { staff } });
  await kiosk.enrolled();
  const screen = kiosk.screen();
  const ends = (): number =>
    screen.events.filter(
      (event) => event.type === 'print_changed' && ['printed', 'failed'].includes(event.job.state),
    ).length;
  const end = async (fault?: PrintFault): Promise<void> => {
    const before = ends();
    await kiosk.eventually(() => printer.orders.length > before, 'the job runs');
    printer.end(fault);
    await kiosk.eventually(() => ends() > before, 'the end is told');
  };
  const signIn = () => screen.ask('staff.signIn', { number: '1001', pin: PIN });
  return { printer, kiosk, screen, end, signIn };
};

describe('the printer of a day', () => {
  test('is counted by what came out and what did not', async () => {
    const { screen, end, signIn } = await place();
    const { applicationId } = await screen.apply();
    const print = () => screen.ask('printing.receipt', { applicationId, language: 'az' });
    await print();
    await end();
    await print();
    await end('no_paper');
    await print();
    await end();
    await signIn();
    const { counts } = await screen.ask('day.report', {});
    expect(counts).toMatchObject({ 'printer/printed': 2, 'printer/failed': 1 });
    const { figures } = await screen.ask('usage.figures', { days: 7 });
    expect(figures.find(({ name }) => name === 'printer')?.rows.at(-1)?.values).toEqual([2, 1]);
  });

  test('counts nothing that was called back because its person walked away', async () => {
    const { printer, kiosk, screen, signIn } = await place();
    const { applicationId } = await screen.apply();
    await screen.ask('printing.receipt', { applicationId, language: 'az' });
    await kiosk.eventually(() => printer.orders.length === 1);
    await screen.ask('session.begin', { language: 'az' });
    printer.end('failed');
    await signIn();
    const { counts } = await screen.ask('day.report', {});
    expect(Object.keys(counts).filter((id) => id.startsWith('printer/'))).toEqual([]);
  });
});

describe('the report of a day', () => {
  test('has no count that could point to a person', async () => {
    const { screen, signIn } = await place();
    await screen.apply();
    await screen.ask('session.usedFeature', { feature: 'speech' });
    await screen.ask('feedback.give', { about: 'kiosk', rating: 1, reasons: [], text: '' });
    await signIn();
    const { counts } = await screen.ask('day.report', {});
    expect(counts).toMatchObject({ 'submissions/application': 1, 'sessions/begun': 1 });
    expect(JSON.stringify(counts)).not.toMatch(/ratings|accessibility|languages|left_at|minutes/u);
  });

  test('comes on paper, and a failure is told to the member of staff, never as done', async () => {
    const { printer, screen, end, signIn } = await place();
    await screen.apply();
    await signIn();
    const job = await screen.ask('day.print', { language: 'en' });
    await end('no_paper');
    expect(await screen.ask('printing.job', { jobId: job.jobId })).toEqual({
      jobId: job.jobId,
      state: 'failed',
      fault: 'no_paper',
    });
    const paper = JSON.stringify(printer.orders[0]?.document);
    for (const words of ['End of day', 'Submissions', 'The day is not closed yet'])
      expect(paper).toContain(words);
    await screen.ask('day.close', {});
    await screen.ask('day.print', { language: 'en' });
    await end();
    const closed = JSON.stringify(printer.orders[1]?.document);
    expect(closed).toContain('Closed by Leyla');
    expect(closed).toContain('The printer does not print');
    expect(closed).toContain('"label":"Prints that failed","value":"1"');
  });

  test('printed by one member of staff is nothing for whoever comes next', async () => {
    const { screen, signIn } = await place();
    await signIn();
    const { jobId } = await screen.ask('day.print', { language: 'az' });
    await screen.ask('staff.signOut', {});
    const next = await screen.call('printing.job', { jobId });
    expect(next).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});

describe('a figure on paper', () => {
  test('is the table of the screen, with the same numbers hidden', async () => {
    const { printer, screen, end, signIn } = await place();
    await screen.apply();
    await screen.ask('session.usedFeature', { feature: 'contrast' });
    await signIn();
    await screen.ask('usage.print', { days: 7, figure: 'accessibility', language: 'en' });
    await end();
    const table = printer.orders[0]?.document.blocks.find(({ kind }) => kind === 'table');
    expect(JSON.stringify(table)).toContain('["High contrast","under 5"]');
  });

  test('names the question at which a form was left in the words of the service', async () => {
    const { screen, signIn } = await place();
    await screen.ask('session.begin', { language: 'az' });
    await screen.ask('applications.start', { serviceId: TREE_SERVICE.id });
    await signIn();
    const { figures } = await screen.ask('usage.figures', { days: 7 });
    const row = figures.find(({ name }) => name === 'left_at')?.rows[0];
    expect(row?.label?.az).toContain(TREE_SERVICE.passport.title.az);
    expect(row?.label?.az).toContain(TREE_SERVICE.questions[0]?.label.az);
  });

  const counts = Object.fromEntries(
    [
      'submissions/application',
      'submissions/appeal',
      'submissions/idea',
      'submissions/topic',
      'submissions/reception',
      'submissions/other',
      'sessions/finished',
      'languages/az',
      'minutes/5',
      'left_at/gone.check',
      'left_at/other',
      'ratings/5',
      'accessibility/keyboard',
      'printer/failed',
      'calls/raised',
    ].map((id) => [id, 7]),
  );
  test.each(LANGUAGES)('has words for everything that is counted: %s', (language) => {
    const made = figuresOf([{ day: '2026-11-25', counts }], '2026-11-25', 90);
    for (const name of FIGURE_NAMES) {
      const figure = made.figures.find((one) => one.name === name);
      if (figure === undefined) throw new Error(name);
      expect(JSON.stringify(figureDocument(made, figure, language)), name).toContain('"7"');
    }
  });
});
