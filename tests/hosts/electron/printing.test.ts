import { describe, expect, it } from 'vitest';
import { createElectronPrinter } from '../../../electron/hosts/electron/printing.ts';
import { paperPage } from '../../../electron/hosts/electron/paper-page.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { sampleDocument, sampleFrame } from '../../support/printing/sample-document.ts';

type Callback = (success: boolean, reason: string) => void;

const start = (answer: (done: Callback) => void) => {
  const clock = createFakeClock();
  const seen = { url: '', options: {} as Record<string, unknown>, destroyed: 0, started: 0 };
  const printer = createElectronPrinter({
    clock,
    choice: { via: 'system', paper: 'roll-80mm', name: 'Front', timeout: 45 },
    openWindow: () => ({
      loadURL: (url) => {
        seen.url = url;
        return Promise.resolve();
      },
      destroy: () => (seen.destroyed += 1),
      webContents: {
        print: (options, done) => {
          seen.options = { ...options };
          answer(done as Callback);
        },
      },
    }),
  });
  const outcome = printer.print({
    document: sampleDocument,
    frame: sampleFrame,
    name: 'asan-1',
    signal: new AbortController().signal,
    started: () => (seen.started += 1),
  });
  return { clock, seen, outcome };
};

describe('printing with Electron', () => {
  it('is silent, names the device and the size, and closes its window', async () => {
    const { seen, outcome } = start((done) => done(true, ''));
    expect(await outcome).toEqual({ kind: 'printed' });
    expect(seen).toMatchObject({
      destroyed: 1,
      started: 1,
      options: { silent: true, deviceName: 'Front', pageSize: { width: 80_000 } },
    });
  });

  it('fails with a reason', async () => {
    const { outcome } = start((done) => done(false, 'Invalid printer settings'));
    expect(await outcome).toEqual({ kind: 'failed', fault: 'gone' });
  });

  it('fails when Electron never calls back', async () => {
    const { clock, seen, outcome } = start(() => undefined);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    clock.advance(45_000);
    expect(await outcome).toEqual({ kind: 'failed', fault: 'no_answer' });
    expect(seen.destroyed).toBe(1);
  });
});

describe('the page that Electron prints', () => {
  it('carries no script, whatever the text is', () => {
    const page = paperPage(
      { ...sampleDocument, title: '<script>alert(1)</script>' },
      sampleFrame,
      'a4',
    );
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('Müraciət nömrəsi');
    expect(page).toContain('<svg');
  });
});
