import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { Core, SessionId } from '../../../electron/core/core.ts';

export interface FakeCore extends Core {
  readonly opened: SessionId[];
  readonly closed: SessionId[];
  readonly calls: { session: SessionId; method: string; input: unknown }[];
  readonly stopped: () => boolean;
  /** Tells the listeners of a session. */
  emit(session: SessionId, event: KioskEvent): void;
  listeners(session: SessionId): number;
  setFree(to: boolean): void;
}

/** A core that echoes what it is asked, so that a test of a host sees what the host carried. */
export const createFakeCore = (
  answer: (method: string, input: unknown) => Result<unknown> | Promise<Result<unknown>> = (
    method,
    input,
  ) => ok({ method, input }),
): FakeCore => {
  const opened: SessionId[] = [];
  const closed: SessionId[] = [];
  const calls: FakeCore['calls'] = [];
  const listeners = new Map<SessionId, Set<(event: KioskEvent) => void>>();
  let stopped = false;
  let free = true;
  return {
    opened,
    closed,
    calls,
    stopped: () => stopped,
    openSession: () => {
      const id = `session-${opened.length + 1}`;
      opened.push(id);
      return id;
    },
    closeSession: (id) => {
      closed.push(id);
    },
    call: async (session, method, input) => {
      if (closed.includes(session) || !opened.includes(session)) return fail('session_over');
      calls.push({ session, method, input });
      return answer(method, input);
    },
    subscribe: (session, listener) => {
      const set = listeners.get(session) ?? new Set();
      listeners.set(session, set.add(listener));
      return () => set.delete(listener);
    },
    isFree: () => free,
    setFree: (to) => {
      free = to;
    },
    stop: () => {
      stopped = true;
      return Promise.resolve();
    },
    emit: (session, event) => {
      for (const listener of listeners.get(session) ?? []) listener(event);
    },
    listeners: (session) => listeners.get(session)?.size ?? 0,
  };
};
