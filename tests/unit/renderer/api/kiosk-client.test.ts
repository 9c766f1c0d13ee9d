// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { KioskEvent } from '../../../../contract/kiosk-events.ts';
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

  describe('once a person has left', () => {
    const late = (answer: unknown) => {
      let arrive = (): void => undefined;
      const client = createKioskClient(
        transportOf(
          () =>
            new Promise((resolve) => {
              arrive = () => resolve(answer);
            }),
        ),
      );
      const heard: unknown[] = [];
      client.onAnswer((error) => heard.push(error?.code));
      return { client, heard, arrive: () => arrive() };
    };
    const over = fail('session_over');

    it.each([ok({ known: {} }), fail('not_allowed'), fail('session_over')])(
      'keeps %j from whoever stands there now, and ends nothing of theirs',
      async (answer) => {
        const { client, heard, arrive } = late(answer);
        const asked = client.call('person.get', {});
        client.visitEnded();
        arrive();
        await expect(asked).resolves.toEqual(over);
        expect(heard).toEqual([undefined]);
      },
    );

    it('still tells that the host does not answer', async () => {
      const { client, heard, arrive } = late(undefined);
      const asked = client.call('person.get', {});
      client.visitEnded();
      arrive();
      await asked;
      expect(heard).toEqual(['host_unreachable']);
    });

    it.each(['kiosk.info', 'session.finish', 'staff.signOut', 'services.list'] as const)(
      'hands %s through: it is no person’s',
      async (method) => {
        const { client, arrive } = late(ok(null));
        const asked = client.call(method, {});
        client.visitEnded();
        arrive();
        await expect(asked).resolves.toEqual(ok(null));
      },
    );

    it('makes no more of the calls that were to follow', async () => {
      const call = vi.fn(() => Promise.resolve(ok(null)));
      const client = createKioskClient(transportOf(call));
      const mine = client.callsOfThisVisit();
      await expect(mine('documents.endPage', {})).resolves.toEqual(ok(null));
      client.visitEnded();
      await expect(mine('documents.endPage', {})).resolves.toEqual(over);
      expect(call).toHaveBeenCalledOnce();
      await expect(client.callsOfThisVisit()('documents.endPage', {})).resolves.toEqual(ok(null));
    });
  });

  describe('told that a visit is over', () => {
    const create = () => {
      let say = (_event: KioskEvent): void => undefined;
      const visits = ['first', 'second'];
      const client = createKioskClient({
        call: (method) =>
          Promise.resolve(ok(method === 'session.begin' ? { visit: visits.shift() } : null)),
        subscribe: (listener) => {
          say = listener;
          return () => undefined;
        },
      });
      const heard: unknown[] = [];
      client.subscribe(
        (event) => heard.push(event.type === 'session_ended' ? event.visit : event.type),
        () => undefined,
      );
      const ended = (visit: string) => say({ type: 'session_ended', reason: 'idle', visit });
      return {
        client,
        heard,
        ended,
        begin: () => client.call('session.begin', { language: 'az' }),
      };
    };

    it('ends the one that is here', async () => {
      const { heard, ended, begin } = create();
      await begin();
      ended('first');
      expect(heard).toEqual(['first']);
    });

    it('says nothing of the one before to whoever stands there now', async () => {
      const { client, heard, ended, begin } = create();
      await begin();
      client.visitEnded();
      await begin();
      ended('first');
      expect(heard).toEqual([]);
      ended('second');
      expect(heard).toEqual(['second']);
    });

    it('says nothing of the one before to whoever is just beginning', async () => {
      const { client, heard, ended, begin } = create();
      await begin();
      client.visitEnded();
      ended('first');
      expect(heard).toEqual([]);
      // Ended while it began.
      ended('second');
      expect(heard).toEqual(['second']);
    });
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
