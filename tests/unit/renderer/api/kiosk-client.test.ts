// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../../../contract/result.ts';
import { createBridgeTransport } from '../../../../renderer/src/api/bridge-transport.ts';
import { chooseTransport } from '../../../../renderer/src/api/choose-transport.ts';
import { createKioskClient } from '../../../../renderer/src/api/kiosk-client.ts';
import { HostUnreachable, type Transport } from '../../../../renderer/src/api/transport.ts';

const transportOf = (call: Transport['call']): Transport => ({
  call,
  subscribe: () => () => undefined,
});

describe('the client', () => {
  it('hands results of the core through, good and bad', async () => {
    const answers = [ok(null), fail('not_allowed')];
    const client = createKioskClient(transportOf(() => Promise.resolve(answers.shift())));
    await expect(client.call('session.touch', {})).resolves.toEqual(ok(null));
    await expect(client.call('session.touch', {})).resolves.toEqual(fail('not_allowed'));
  });

  it.each([undefined, null, 'ok', {}, { ok: 'yes' }])(
    'takes %j for a host that does not answer',
    async (answer) => {
      const client = createKioskClient(transportOf(() => Promise.resolve(answer)));
      await expect(client.call('kiosk.info', {})).resolves.toEqual({
        ok: false,
        error: { code: 'host_unreachable' },
      });
    },
  );

  it('tells after each call what went wrong', async () => {
    const heard: unknown[] = [];
    const answers = [Promise.reject(new HostUnreachable('x')), Promise.resolve(ok(null))];
    const client = createKioskClient(
      transportOf(() => answers.shift() ?? Promise.resolve(fail('internal'))),
    );
    client.onAnswer((error) => heard.push(error?.code));
    for (let call = 0; call < 3; call += 1) await client.call('session.touch', {});
    expect(heard).toEqual(['host_unreachable', undefined, 'internal']);
  });

  it('does not hide a bug', async () => {
    const client = createKioskClient(transportOf(() => Promise.reject(new RangeError('bug'))));
    await expect(client.call('kiosk.info', {})).rejects.toThrow(RangeError);
  });
});

describe('the transport', () => {
  it('is the bridge where the preload offers one, else loopback', async () => {
    const call = vi.fn(() => Promise.resolve(ok(null)));
    const page = { asanKiosk: { call, subscribe: () => () => undefined } } as unknown as Window;
    await chooseTransport(page).call('session.touch', {});
    expect(call).toHaveBeenCalledWith('session.touch', {});
  });

  it('takes a refused bridge call for a host that does not answer', async () => {
    const bridge = {
      call: () => Promise.reject(new Error('no handler')),
      subscribe: () => () => undefined,
    };
    await expect(createBridgeTransport(bridge).call('kiosk.info', {})).rejects.toThrow(
      HostUnreachable,
    );
  });
});
