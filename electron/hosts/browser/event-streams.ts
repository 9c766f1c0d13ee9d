import type { ServerResponse } from 'node:http';
import type { Core, SessionId } from '../../core/core.ts';
import type { Clock } from '../../core/ports.ts';

/** Server-sent events (WHATWG HTML, 9.2): one JSON `KioskEvent` a message. */
export interface EventStreams {
  open(session: SessionId, response: ServerResponse): void;
  /** Ends every stream of a session. */
  end(session: SessionId): void;
}

interface StreamSettings {
  readonly core: Pick<Core, 'subscribe'>;
  readonly clock: Pick<Clock, 'schedule'>;
}

/** A comment now and then lets either side notice a connection that is dead. */
const HEARTBEAT = 15_000;
/** A page that does not read is cut off before it fills the memory; it connects again by itself. */
const MOST_UNREAD_BYTES = 1_000_000;
const MOST_STREAMS = 4;

export const createEventStreams = ({ core, clock }: StreamSettings): EventStreams => {
  const open = new Map<SessionId, Set<ServerResponse>>();

  const start = (session: SessionId, response: ServerResponse): void => {
    const write = (text: string): void => {
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else response.write(text);
    };
    let cancelHeartbeat = (): void => undefined;
    const beat = (): void => {
      cancelHeartbeat = clock.schedule(HEARTBEAT, () => {
        write(': still here\n\n');
        beat();
      });
    };
    const unsubscribe = core.subscribe(session, (event) => {
      write(`data: ${JSON.stringify(event)}\n\n`);
    });
    response.on('close', () => {
      unsubscribe();
      cancelHeartbeat();
      open.get(session)?.delete(response);
    });
    response.writeHead(200, { 'Content-Type': 'text/event-stream', Connection: 'keep-alive' });
    write('retry: 1000\n\n');
    beat();
  };

  return {
    open: (session, response) => {
      const streams = open.get(session) ?? new Set();
      open.set(session, streams.add(response));
      for (const oldest of [...streams].slice(0, -MOST_STREAMS)) oldest.end();
      start(session, response);
    },
    end: (session) => {
      for (const response of open.get(session) ?? []) response.end();
      open.delete(session);
    },
  };
};
