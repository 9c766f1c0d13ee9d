import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../../../contract/print-document.ts';
import { createNodeClock } from '../../../../electron/node-ports/clock.ts';
import { createCupsPrinter } from '../../../../electron/node-ports/printing/cups-printer.ts';
import { paperFontsIn } from '../../../../electron/node-ports/printing/paper-fonts.ts';
import {
  createFakeCups,
  PRINTER_EMPTY,
  PRINTER_IDLE,
  PRINTER_PULLED_OUT,
  PRINTER_STOPPED,
} from '../../../support/printing/fake-cups.ts';
import type { CupsBehaviour, FakeCups } from '../../../support/printing/fake-cups.ts';
import { sampleDocument, sampleFrame } from '../../../support/printing/sample-document.ts';

const fonts = paperFontsIn(join(import.meta.dirname, '../../../../resources/fonts'));
let cups: FakeCups | undefined;
afterEach(() => cups?.remove());

const print = async (
  behaviour: CupsBehaviour,
  more: { timeout?: number; paper?: Paper; commands?: string; signal?: AbortSignal } = {},
) => {
  cups = await createFakeCups(behaviour);
  const moves: string[] = [];
  const printer = createCupsPrinter({
    queue: 'front',
    paper: more.paper ?? 'roll-80mm',
    fonts,
    clock: createNodeClock(),
    timeout: more.timeout ?? 5_000,
    pollEvery: 10,
    patience: 60,
    commands: more.commands ?? cups.folder,
  });
  const outcome = await printer.print({
    document: sampleDocument,
    frame: sampleFrame,
    name: 'asan-1',
    signal: more.signal ?? new AbortController().signal,
    started: () => moves.push('started'),
  });
  return { outcome, moves };
};
const GONE = { kind: 'failed', fault: 'gone' };

describe('a printer behind CUPS', () => {
  it('has printed when its job has left the queue in the ordinary way', async () => {
    const { outcome, moves } = await print({});
    expect(outcome).toEqual({ kind: 'printed' });
    expect(moves).toEqual(['started']);
    expect(Buffer.from((await cups!.paper()).subarray(0, 5)).toString()).toBe('%PDF-');
    expect(await cups!.cancelled()).toBe('');
  });

  it('is told the size of the paper and nothing of the person', async () => {
    await print({});
    expect(await cups!.lpArguments()).toMatch(
      /^-d front -t asan-1 -o media=Custom\.80x\d+mm -o print-scaling=none -\n$/,
    );
    await cups!.remove();
    await print({}, { paper: 'a4' });
    expect(await cups!.lpArguments()).toContain('media=A4');
  });

  it.each([
    ['no paper', PRINTER_EMPTY, 'no_paper'],
    ['nobody at the other end of the cable, in the middle of the job', PRINTER_PULLED_OUT, 'gone'],
    ['a paused printer', PRINTER_STOPPED, 'stopped'],
  ])('fails for %s, and takes its job back', async (_, printer, fault) => {
    const { outcome } = await print({ looks: 1000, printer });
    expect(outcome).toEqual({ kind: 'failed', fault });
    expect(await cups!.cancelled()).toBe('front-12\n');
  });

  it('fails when the cable is pulled out after the first lines were on paper, and takes the rest back', async () => {
    const { outcome, moves } = await print({
      looks: 1000,
      printer: `if [ "$(wc -l < looks)" -le 3 ]; then ${PRINTER_IDLE}; else ${PRINTER_PULLED_OUT}; fi`,
    });
    expect(moves).toEqual(['started']);
    expect(outcome).toEqual(GONE);
    expect(await cups!.cancelled()).toBe('front-12\n');
  });

  it('does not fail for an old complaint that goes away', async () => {
    const { outcome } = await print({
      looks: 4,
      printer: `if [ "$(wc -l < looks)" -le 1 ]; then ${PRINTER_EMPTY}; else printf 'printer front is idle.\\n\\tAlerts: none\\n'; fi`,
    });
    expect(outcome).toEqual({ kind: 'printed' });
  });

  it('fails when nothing happens until time is over, and takes its job back', async () => {
    const { outcome } = await print({ looks: 1000 }, { timeout: 300 });
    expect(outcome).toEqual({ kind: 'failed', fault: 'no_answer' });
    expect(await cups!.cancelled()).toBe('front-12\n');
  });

  it('fails when the queue itself never answers', async () => {
    const { outcome } = await print({ lpstat: 'exec sleep 30' }, { timeout: 300 });
    expect(outcome).toEqual({ kind: 'failed', fault: 'no_answer' });
  });

  it('fails when lp never comes back, and empties the queue', async () => {
    const { outcome, moves } = await print({ lp: 'exec sleep 30' }, { timeout: 300 });
    expect(outcome).toEqual({ kind: 'failed', fault: 'no_answer' });
    expect(moves).toEqual([]);
    expect(await cups!.cancelled()).toBe('-a front\n');
  });

  it('fails when lp is killed', async () => {
    const { outcome } = await print({ lp: 'kill -9 $$' });
    expect(outcome).toEqual({ kind: 'failed', fault: 'no_answer' });
    expect(await cups!.cancelled()).toBe('-a front\n');
  });

  it.each([
    ['lp: Error - The printer or class does not exist.', 'gone'],
    ['lp: Error - no default destination available.', 'gone'],
    ['lp: Destination "front" is not accepting jobs.', 'stopped'],
    ['lp: Unsupported document-format "application/pdf".', 'failed'],
  ])('fails when lp refuses: %s', async (complaint, fault) => {
    const { outcome } = await print({ lp: `echo '${complaint}' >&2; exit 1` });
    expect(outcome).toEqual({ kind: 'failed', fault });
  });

  it('fails where there is no CUPS at all', async () => {
    expect((await print({}, { commands: '/no/such/folder' })).outcome).toEqual(GONE);
  });

  it('does not call a job printed that somebody cancelled or threw away', async () => {
    const failed = { kind: 'failed', fault: 'failed' };
    expect((await print({ ended: 'job-canceled-by-user' })).outcome).toEqual(failed);
    await cups!.remove();
    expect((await print({ ended: 'aborted-by-system' })).outcome).toEqual(failed);
    await cups!.remove();
    expect((await print({ ended: '' })).outcome).toEqual(failed);
  });

  it('takes the job back when its person leaves', async () => {
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 150);
    const { outcome } = await print({ looks: 1000 }, { signal: leaving.signal });
    expect(outcome.kind).toBe('failed');
    expect(await cups!.cancelled()).toBe('front-12\n');
  });
});
