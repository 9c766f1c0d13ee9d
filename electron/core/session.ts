import type { KioskEvent } from '../../contract/kiosk-events.ts';
import type { MethodResult } from '../../contract/kiosk-api.ts';
import type { Language } from '../../contract/languages.ts';
import type { Answers } from '../../contract/packs.ts';
import type { StaffRole } from '../../contract/staff-views.ts';
import type { Receipt, ResumeSlip } from '../../contract/views.ts';
import type { SessionId } from './core.ts';
import { noSessionDocuments, type SessionDocuments } from './documents.ts';
import { nobodyYet, type Person } from './person.ts';
import { declaredIdentity, type Identity } from './identity.ts';
import type { Cancel, Clock, Ids, Log } from './ports.ts';

export interface Draft {
  readonly serviceId: string;
  readonly serviceVersion: number;
  readonly answers: Answers;
  /** Best time, milliseconds since the Unix epoch. */
  readonly startedAt: number;
}

type Failed<R> = Extract<R, { readonly ok: false }>;
/** Durable, or why not. */
export type PapersSaved =
  | { readonly ok: true; readonly value: null }
  | Failed<MethodResult<'cases.sendPapers'>>;

/** Papers on their way into a case that is opened. */
export interface Addition {
  readonly reference: string;
  /** Of the form whose papers they may be. */
  readonly serviceId?: string;
  /** A promise, so that taps at the same moment send them once. */
  sent?: Promise<PapersSaved> | undefined;
}

/** All that the core remembers of one citizen, in memory only. A wipe drops the whole object. */
export interface Citizen {
  readonly startedAt: number;
  readonly language: Language;
  /** By application id. */
  readonly drafts: Map<string, Draft>;
  /** By application id; a promise, so that taps at the same moment share one submission. */
  readonly submissions: Map<string, Promise<MethodResult<'applications.submit'>>>;
  /** By application id. */
  readonly receipts: Map<string, Receipt>;
  /** Reference by lookup id. */
  readonly openedCases: Map<string, string>;
  /** Accessibility features of this session, each counted once. */
  readonly features: Set<string>;
  /** The member of staff who sits beside this citizen and helps. */
  helper?: Staff;
  /** Who the person says to be. */
  readonly person: Person;
  readonly documents: SessionDocuments;
  /** Papers that are added to opened cases, by the id under which they are added. */
  readonly additions: Map<string, Addition>;
  /** Slips of applications that were put aside, and the id each is kept under, by application id. */
  readonly slips: Map<string, { readonly id: string; readonly slip: ResumeSlip }>;
  /** How sure it is who this is. */
  identity: Identity;
}

/** A time at the screen, from `begin` or `admitStaff` to the wipe. */
export interface Visit {
  /** Tells it from all others. */
  readonly visit: string;
}

/** One place in front of a screen: a citizen, a member of staff, or nobody. Never both. */
export interface Session {
  readonly id: SessionId;
  readonly citizen: Citizen | undefined;
  readonly staff: Staff | undefined;
}

/** Who of the staff is signed in. */
export interface Staff {
  readonly number: string;
  readonly name: string;
  readonly role: StaffRole;
  /** "+994501234567". */
  readonly phone?: string;
}

export type EndReason = 'finished' | 'idle' | 'replaced';
export type WipeListener = (person: Citizen | Staff, reason: EndReason) => void;

export interface Sessions {
  open(): SessionId;
  close(id: SessionId): void;
  get(id: SessionId): Session | undefined;
  /** Starts with a new citizen; the one before is wiped. */
  begin(id: SessionId, language: Language): Visit & { readonly citizen: Citizen };
  /** Lets a member of staff in; a citizen's session here is wiped first. */
  admitStaff(id: SessionId, staff: Staff): Visit;
  wipe(id: SessionId, reason: EndReason): void;
  /** Citizens of whom the core knows anything at this moment. */
  citizens(): number;
  /** Signs this member of staff out wherever they are signed in. */
  dismiss(number: string): void;
  /** Somebody did something: the idle limit starts again. */
  touch(id: SessionId): void;
  /** Called when somebody begins to use a place. */
  onArrival(listener: () => void): void;
  /** Called with each person who is wiped, for what else is kept of them. */
  onWipe(listener: WipeListener): void;
  /** Does nothing for an id that is not open. */
  subscribe(id: SessionId, listener: (event: KioskEvent) => void): () => void;
  /** No citizen and no member of staff is in any session. */
  areFree(): boolean;
  /** Tells each session what `eventFor` answers for it; undefined tells it nothing. */
  tell(eventFor: (session: Session) => KioskEvent | undefined): void;
}

interface Place {
  readonly id: SessionId;
  citizen: Citizen | undefined;
  staff: Staff | undefined;
  /** Of whoever is or was here last. */
  visit: string;
  lastTouch: number;
  cancelIdle: Cancel;
  readonly listeners: Set<(event: KioskEvent) => void>;
}

export interface SessionsOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Milliseconds without a touch until the core wipes by itself; asked for at each beginning. */
  readonly idleLimit: () => number;
  /** Milliseconds without a call after which staff are signed out. */
  readonly staffIdleLimit?: number;
  /** Hears of each citizen's end, before everything of the person is dropped. */
  readonly citizenLeft?: (citizen: Citizen, reason: EndReason) => void;
}

const STAFF_IDLE_LIMIT = 120_000;

/** Sessions live here and nowhere else; a host holds the id of one, never its content. */
export const createSessions = ({
  clock,
  ids,
  log,
  now,
  idleLimit,
  staffIdleLimit = STAFF_IDLE_LIMIT,
  citizenLeft,
}: SessionsOptions): Sessions => {
  const places = new Map<SessionId, Place>();
  const wipeListeners: WipeListener[] = [];
  const arrivalListeners: (() => void)[] = [];

  const send = (place: Place, event: KioskEvent): void => {
    for (const listener of [...place.listeners]) {
      try {
        listener(event);
      } catch (error) {
        // The host's own code: its failure must not turn a saved submission into an error.
        log.error('listener.failed', { event: event.type, error: String(error) });
      }
    }
  };

  const wipe = (place: Place, reason: EndReason): void => {
    const { citizen, visit } = place;
    const person = citizen ?? place.staff;
    if (person === undefined) return;
    place.citizen = undefined;
    place.staff = undefined;
    place.cancelIdle();
    if (citizen !== undefined) citizenLeft?.(citizen, reason);
    for (const listener of wipeListeners) listener(person, reason);
    send(place, { type: 'session_ended', reason, visit });
  };

  const watchIdle = (place: Place, limit: number, delay = limit): void => {
    place.cancelIdle = clock.schedule(delay, () => {
      const left = place.lastTouch + limit - clock.monotonic();
      if (left > 0) watchIdle(place, limit, left);
      else wipe(place, 'idle');
    });
  };
  const placeOf = (id: SessionId): Place => {
    const place = places.get(id);
    if (place === undefined) throw new Error('no such session');
    return place;
  };
  /** Whoever was there before is wiped. */
  const arrive = (id: SessionId, who: Pick<Session, 'citizen' | 'staff'>, limit: number): Visit => {
    const place = placeOf(id);
    wipe(place, 'replaced');
    for (const listener of arrivalListeners) listener();
    place.citizen = who.citizen;
    place.staff = who.staff;
    place.visit = ids.next();
    place.lastTouch = clock.monotonic();
    watchIdle(place, limit);
    return { visit: place.visit };
  };

  return {
    open: () => {
      const id = ids.next();
      places.set(id, {
        id,
        citizen: undefined,
        staff: undefined,
        visit: '',
        lastTouch: 0,
        cancelIdle: () => undefined,
        listeners: new Set(),
      });
      return id;
    },
    close: (id) => {
      const place = places.get(id);
      if (place === undefined) return;
      wipe(place, 'finished');
      place.listeners.clear();
      places.delete(id);
    },
    get: (id) => places.get(id),
    begin: (id, language) => {
      const citizen = newCitizen(now(), language);
      return { citizen, ...arrive(id, { citizen, staff: undefined }, idleLimit()) };
    },
    admitStaff: (id, staff) => arrive(id, { citizen: undefined, staff }, staffIdleLimit),
    wipe: (id, reason) => {
      const place = places.get(id);
      if (place !== undefined) wipe(place, reason);
    },
    citizens: () => [...places.values()].filter(({ citizen }) => citizen !== undefined).length,
    dismiss: (number) => {
      for (const place of [...places.values()])
        if (place.staff?.number === number) wipe(place, 'finished');
    },
    touch: (id) => {
      const place = places.get(id);
      if (place !== undefined) place.lastTouch = clock.monotonic();
    },
    onArrival: (listener) => void arrivalListeners.push(listener),
    onWipe: (listener) => void wipeListeners.push(listener),
    subscribe: (id, listener) => {
      const listeners = places.get(id)?.listeners;
      listeners?.add(listener);
      return () => listeners?.delete(listener);
    },
    areFree: () =>
      [...places.values()].every(
        ({ citizen, staff }) => citizen === undefined && staff === undefined,
      ),
    tell: (eventFor) => {
      for (const place of [...places.values()]) {
        const event = eventFor(place);
        if (event !== undefined) send(place, event);
      }
    },
  };
};

const newCitizen = (startedAt: number, language: Language): Citizen => ({
  startedAt,
  language,
  drafts: new Map(),
  submissions: new Map(),
  receipts: new Map(),
  openedCases: new Map(),
  features: new Set(),
  person: nobodyYet(),
  documents: noSessionDocuments(),
  additions: new Map(),
  slips: new Map(),
  identity: declaredIdentity(startedAt),
});
