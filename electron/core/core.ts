import type { KioskEvent } from '../../contract/kiosk-events.ts';
import type { Result } from '../../contract/result.ts';

export type SessionId = string;

/** All that a host may do with the core. Hosts carry words; every decision is made behind this line. */
export interface Core {
  /** A new place in front of a screen: one for each window or browser that the host has let in. */
  openSession(): SessionId;
  /** Forgets the session and everything in it; its id is refused from then on. */
  closeSession(id: SessionId): void;
  /** The only way in. Never rejects: what goes wrong is a code of the closed list. */
  call(id: SessionId, method: string, input: unknown): Promise<Result<unknown>>;
  /** Events for this session until the returned function is called. */
  subscribe(id: SessionId, listener: (event: KioskEvent) => void): () => void;
  /** Nobody stands at any screen: the host may start afresh. */
  isFree(): boolean;
  /** Lets a running exchange end, closes the store. */
  stop(): Promise<void>;
}
