/** What the portal needs from the world around it; `systemPorts` gives the real ones, tests their own. */

export interface PortalClock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export interface PortalRandom {
  bytes(length: number): Uint8Array;
}

export interface PortalIds {
  /** A new UUID, version 7. */
  next(): string;
}

export type PortalLogDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/** Part of the portal and what happened there, in the past tense: "batch.taken". */
export type PortalLogEvent = `${string}.${string}`;

/** Structured lines without personal data: events have names, details are counts, codes and ids. */
export interface PortalLog {
  info(event: PortalLogEvent, details?: PortalLogDetails): void;
  warn(event: PortalLogEvent, details?: PortalLogDetails): void;
  error(event: PortalLogEvent, details?: PortalLogDetails): void;
}

export interface PortalPorts {
  readonly clock: PortalClock;
  readonly random: PortalRandom;
  readonly ids: PortalIds;
  readonly log: PortalLog;
}
