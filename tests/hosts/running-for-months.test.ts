import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { planNightlyRestart } from '../../electron/hosts/nightly-restart.ts';
import { createPageWatch } from '../../electron/hosts/page-watch.ts';
import { createSendToManager } from '../../electron/hosts/send-to-manager.ts';
import { createServiceNotify } from '../../electron/hosts/service-notify.ts';
import { createLogFile } from '../../electron/node-ports/log-file.ts';
import { createFakeClock } from '../support/core/fake-clock.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the watch over the page', () => {
  const start = () => {
    const clock = createFakeClock();
    let dead = 0;
    const watch = createPageWatch({ clock, log: quiet, onDead: () => (dead += 1) });
    return { clock, watch, dead: () => dead };
  };

  it('takes a page away that says nothing for ten seconds, once', () => {
    const { clock, watch, dead } = start();
    for (let second = 0; second < 60; second += 2) {
      watch.alive();
      clock.advance(2_000);
    }
    expect(dead()).toBe(0);
    clock.advance(10_000);
    expect(dead()).toBe(1);
    clock.advance(600_000);
    expect(dead()).toBe(1);
  });

  it('gives a new page a minute to show itself, and watches it from then on', () => {
    const { clock, watch, dead } = start();
    watch.opened();
    clock.advance(58_000);
    expect(dead()).toBe(0);
    clock.advance(2_000);
    expect(dead()).toBe(1);
    watch.opened();
    watch.alive();
    clock.advance(10_000);
    expect(dead()).toBe(2);
  });

  it('looks no more after its end', () => {
    const { clock, watch, dead } = start();
    watch.opened();
    watch.stop();
    clock.advance(600_000);
    expect(dead()).toBe(0);
  });
});

describe('the nightly restart', () => {
  /** 23 November 2026, 10:00 in Baku. */
  const start = (at: string | undefined, isFree = () => true) => {
    const clock = createFakeClock();
    const restarts: string[] = [];
    planNightlyRestart({
      clock,
      log: quiet,
      at,
      timeZone: 'Asia/Baku',
      isFree,
      restart: () => restarts.push(new Date(clock.now()).toISOString()),
    });
    return { clock, restarts };
  };
  const HOURS = 3_600_000;

  it('comes at its hour by the clock of the place', () => {
    const { clock, restarts } = start('03:30');
    clock.advance(17 * HOURS);
    expect(restarts).toEqual([]);
    clock.advance(HOURS);
    expect(restarts).toEqual(['2026-11-23T23:30:00.000Z']);
  });

  it('waits for the kiosk to be free, and for the next night when it never is', () => {
    let free = false;
    const { clock, restarts } = start('03:30', () => free);
    clock.advance(18 * HOURS);
    free = true;
    clock.advance(60_000);
    expect(restarts).toHaveLength(1);
    const late = start('03:30', () => false);
    clock.advance(24 * HOURS);
    expect(late.restarts).toEqual([]);
  });

  it('spares a kiosk that has just started, so that it cannot go round in circles', () => {
    const { clock, restarts } = start('11:00');
    clock.advance(4 * HOURS - 60_000);
    expect(restarts).toEqual([]);
    clock.advance(20 * HOURS);
    expect(restarts).toHaveLength(0);
    clock.advance(2 * HOURS);
    expect(restarts).toHaveLength(1);
  });

  it('does not come when nobody wants it', () => {
    const { clock, restarts } = start(undefined);
    clock.advance(72 * HOURS);
    expect(restarts).toEqual([]);
  });

  it('survives a clock that is set back and forth', () => {
    const { clock, restarts } = start('03:30');
    clock.advance(5 * HOURS);
    clock.set(Date.parse('2026-11-24T12:00:00Z'));
    clock.advance(HOURS);
    clock.set(Date.parse('2026-11-23T23:40:00Z'));
    clock.advance(HOURS);
    expect(restarts).toHaveLength(1);
  });
});

describe('the service manager', () => {
  const start = (env: Record<string, string>) => {
    const clock = createFakeClock();
    const sent: string[] = [];
    const send = (words: readonly string[]) => sent.push(...words);
    return { clock, sent, notify: createServiceNotify({ env, pid: 7, clock, send }) };
  };

  it('hears that the kiosk is up, three times in each period that it lives, and that it stops', () => {
    const { clock, sent, notify } = start({ NOTIFY_SOCKET: '/s', WATCHDOG_USEC: '30000000' });
    notify.ready();
    clock.advance(30_000);
    notify.stopping();
    clock.advance(60_000);
    expect(sent).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1', 'STOPPING=1']);
  });

  it('hears nothing where there is none, and no heartbeat when it watches somebody else', () => {
    const alone = start({ WATCHDOG_USEC: '30000000' });
    alone.notify.ready();
    alone.clock.advance(60_000);
    expect(alone.sent).toEqual([]);
    const other = start({ NOTIFY_SOCKET: '/s', WATCHDOG_USEC: '30000000', WATCHDOG_PID: '8' });
    other.notify.ready();
    other.clock.advance(60_000);
    expect(other.sent).toEqual(['READY=1']);
  });

  const has = (command: string): boolean => {
    try {
      execFileSync('sh', ['-c', `command -v ${command}`]);
      return true;
    } catch {
      return false;
    }
  };
  it.skipIf(!has('systemd-notify') || !has('python3'))(
    'is reached over its real socket',
    async () => {
      const path = join(await mkdtemp(join(tmpdir(), 'notify-')), 'socket');
      const listener = spawn('python3', ['-u', '-c', LISTENER, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines = createInterface({ input: listener.stdout })[Symbol.asyncIterator]();
      await lines.next(); // it listens
      await chmod(path, 0o666);
      const before = process.env['NOTIFY_SOCKET'];
      process.env['NOTIFY_SOCKET'] = path;
      createSendToManager(quiet)(['WATCHDOG=1']);
      const heard = await lines.next();
      if (before === undefined) delete process.env['NOTIFY_SOCKET'];
      else process.env['NOTIFY_SOCKET'] = before;
      listener.kill();
      expect(heard.value).toContain('WATCHDOG=1');
    },
  );
});

/** Node has no datagram sockets of the file system, so another program listens. */
const LISTENER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1]); print('ready')
while True: print(s.recv(4096).decode())
`;

describe('the log', () => {
  it('never takes more room than agreed, and keeps the newest lines', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'log-')), 'logs');
    const write = createLogFile({ folder, files: 3, bytes: 10_000 });
    for (let n = 0; n < 2_000; n += 1) write(`${String(n).padStart(99, '0')}\n`);
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(['kiosk.1.log', 'kiosk.2.log', 'kiosk.log']);
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
    const last = await readFile(join(folder, 'kiosk.log'), 'utf8');
    expect(last.trim().split('\n').at(-1)).toMatch(/01999$/);
  });

  it('goes on in the file of the run before, and is for its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'log-'));
    for (const line of ['one\n', 'two\n'])
      createLogFile({ folder, files: 2, bytes: 1_000_000 })(line);
    expect(await readFile(join(folder, 'kiosk.log'), 'utf8')).toBe('one\ntwo\n');
    expect((await stat(join(folder, 'kiosk.log'))).mode & 0o777).toBe(0o600);
  });

  it('costs lines, not the kiosk, where it cannot be written', () => {
    const write = createLogFile({ folder: '/dev/null/logs', files: 2, bytes: 1_000_000 });
    expect(() => {
      write('lost\n');
    }).not.toThrow();
  });
});
