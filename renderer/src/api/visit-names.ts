import type { KioskEvent } from '../../../contract/kiosk-events.ts';

/** Which visit is on the page, by the core's names, so that an end told late is told to nobody else. */
export interface VisitNames {
  /** An answer of the core; those that began a visit name it. */
  heard(value: unknown): void;
  /** Whoever was here has left. */
  left(): void;
  /** Tells the end of a visit that is not the one on the page. */
  isOfAnother(event: KioskEvent): boolean;
}

const nameIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'visit' in value && typeof value.visit === 'string'
    ? value.visit
    : undefined;

export const createVisitNames = (): VisitNames => {
  let here: string | undefined;
  let last: string | undefined;
  return {
    heard: (value) => {
      here = nameIn(value) ?? here;
    },
    left: () => {
      last = here ?? last;
      here = undefined;
    },
    isOfAnother: (event) => {
      if (event.type !== 'session_ended') return false;
      // One that is just beginning has no name here yet, but is not the last one.
      return here === undefined ? event.visit === last : event.visit !== here;
    },
  };
};
