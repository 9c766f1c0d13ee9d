import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../contract/result.ts';
import { answerCalls } from '../../../electron/hosts/electron/ipc.ts';
import { createLog } from '../../../electron/node-ports/log.ts';
import { createFakeCore } from '../../support/hosts/fake-core.ts';

interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}

const PAGE: Frame = { url: 'app://kiosk/#/home', parent: null };
const contentsWith = (mainFrame: Frame) => ({ mainFrame }) as unknown as WebContents;

const start = (kiosk: WebContents | undefined) => {
  const core = createFakeCore();
  const session = core.openSession();
  const handlers = new Map<string, (event: IpcMainInvokeEvent, message: unknown) => unknown>();
  answerCalls(
    { handle: (channel, handler) => handlers.set(channel, handler) },
    {
      core,
      session: () => session,
      kioskContents: () => kiosk,
      log: createLog(
        () => undefined,
        () => 0,
      ),
    },
  );
  const send = (sender: unknown, senderFrame: Frame | null, message: unknown) =>
    handlers.get('kiosk:call')?.(
      { sender, senderFrame } as unknown as IpcMainInvokeEvent,
      message,
    ) as Promise<Result<unknown>>;
  return { core, handlers, send };
};

const MESSAGE = { method: 'kiosk.info', input: {} };
const REFUSED = { ok: false, error: { code: 'not_allowed' } };

describe('the IPC channel', () => {
  it('is the only one', () => {
    expect([...start(undefined).handlers.keys()]).toEqual(['kiosk:call']);
  });

  it("carries a call of the kiosk's page to the core", async () => {
    const kiosk = contentsWith(PAGE);
    const { core, send } = start(kiosk);
    expect(await send(kiosk, PAGE, MESSAGE)).toEqual({ ok: true, value: MESSAGE });
    expect(core.calls).toEqual([{ session: 'session-1', ...MESSAGE }]);
  });

  it.each<[string, (kiosk: WebContents) => [unknown, Frame | null]]>([
    ['a frame that is gone', (kiosk) => [kiosk, null]],
    ['a frame inside the page', (kiosk) => [kiosk, { url: 'app://kiosk/', parent: PAGE }]],
    ['another frame at the top', (kiosk) => [kiosk, { url: 'app://kiosk/', parent: null }]],
    ['another window with our page', () => [contentsWith(PAGE), PAGE]],
    ['nobody', () => [undefined, null]],
  ])('refuses %s with an error', async (_, from) => {
    const kiosk = contentsWith(PAGE);
    const { core, send } = start(kiosk);
    expect(await send(...from(kiosk), MESSAGE)).toEqual(REFUSED);
    expect(core.calls).toEqual([]);
  });

  it.each([
    'https://evil.example/',
    'app://kiosk@evil/',
    'file:///etc/passwd',
    'blob:app://kiosk/1',
    'about:blank',
    '',
  ])('refuses the main frame while it shows %s', async (url) => {
    const frame = { url, parent: null };
    const kiosk = contentsWith(frame);
    const { core, send } = start(kiosk);
    expect(await send(kiosk, frame, MESSAGE)).toEqual(REFUSED);
    expect(core.calls).toEqual([]);
  });

  it('refuses everybody when the window is gone', async () => {
    const { send } = start(undefined);
    expect(await send(undefined, PAGE, MESSAGE)).toEqual(REFUSED);
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'bad_input'],
    ['a text', 'kiosk.info', 'bad_input'],
    ['no method', { input: {} }, 'bad_input'],
    ['a method that is no text', { method: ['kiosk.info'], input: {} }, 'bad_input'],
    ['a session of its own', { ...MESSAGE, session: 'session-9' }, 'bad_input'],
    ['a cycle', { method: 'm', input: cycle }, 'bad_input'],
    ['a big integer', { method: 'm', input: 1n }, 'bad_input'],
    ['too much', { method: 'm', input: 'x'.repeat(131_072) }, 'too_large'],
    ['too much in two-byte letters', { method: 'm', input: 'ə'.repeat(65_536) }, 'too_large'],
  ])('answers %s with a code', async (_, message, code) => {
    const kiosk = contentsWith(PAGE);
    const { core, send } = start(kiosk);
    expect(await send(kiosk, PAGE, message)).toEqual({ ok: false, error: { code } });
    expect(core.calls).toEqual([]);
  });

  it('hands the core plain JSON only, like the other host', async () => {
    const kiosk = contentsWith(PAGE);
    const { core, send } = start(kiosk);
    const input = { map: new Map([[1, 2]]), at: new Date(0), fn: undefined };
    await send(kiosk, PAGE, { method: 'm', input });
    expect(core.calls[0]?.input).toEqual({ map: {}, at: '1970-01-01T00:00:00.000Z' });
  });
});
