import type { ScreenGeometry } from './domain/screen-geometry.ts';
import type { SetupDoor } from './setup.ts';
import type { AttractWords } from './device-settings.ts';
import type { Theme } from './domain/theme.ts';
import type { CaseMessage, CaseOpening, CitizenAct, WaitsFor } from './case-talk.ts';
import type { CaseNotice, CaseStatus, DeliveryState } from './domain/case-status.ts';
import type { Language, Localized } from './languages.ts';
import type { DistrictMap } from './map-pack.ts';
import type { Appointment, ReceptionPack, ReceptionState } from './receptions.ts';
import type {
  Answers,
  Authority,
  Passport,
  IdentityLevel,
  Question,
  ServicePack,
} from './packs.ts';

/** What the core shows to the screen. Dates are ISO days; moments are milliseconds since the Unix epoch. */

export interface KioskInfo {
  readonly agencyName: Localized;
  readonly centreName: Localized;
  /** Local executive authority of the place where the kiosk stands. */
  readonly authorityId: string;
  readonly callCentre: string;
  readonly languages: readonly Language[];
  readonly idle: IdleTimes;
  /** What the first screen says instead of its own words. */
  readonly attract?: AttractWords;
  /** Colours in place of the usual ones. */
  readonly theme?: Theme;
  readonly version: string;
  /** Demonstration content: said on the screen, so that nobody takes it for the real service. */
  readonly demonstration: boolean;
  /** Sizes for this screen; left out until an installer has measured it. */
  readonly screen?: ScreenGeometry;
  /** There while the kiosk has no configuration: it serves nobody yet. */
  readonly setup?: SetupDoor;
  /** What this device has beside its screen. */
  readonly offers: { readonly printing: boolean; readonly speech: boolean };
}

export interface IdleTimes {
  /** Milliseconds without a touch until the warning, and from the warning until the wipe. */
  readonly warnAfter: number;
  readonly wipeAfter: number;
}

export interface KioskStatus {
  readonly online: boolean;
  /** True when new submissions can be kept on this kiosk's disk. */
  readonly canSave: boolean;
}

export interface SessionView {
  readonly startedAt: number;
  readonly language: Language;
  /** Tells this visit from all others at this screen. */
  readonly visit: string;
}

export interface ServiceSummary {
  readonly id: string;
  readonly purpose: ServicePack['purpose'];
  readonly title: Localized;
  readonly summary: Localized;
  readonly owner: ServicePack['owner'];
  readonly lifeTopic: ServicePack['lifeTopic'];
  readonly level: IdentityLevel;
  readonly minutes: number;
  /** Something of it is done in person at the counter. */
  readonly counter: boolean;
}

export interface ServiceView {
  readonly service: ServicePack;
  readonly authorities: readonly Authority[];
  /** Drawn maps, for a service that asks for a place on one. */
  readonly maps?: readonly DistrictMap[];
  /** Who receives citizens, for a form that asks for a reception. */
  readonly receptions?: readonly ReceptionPack[];
  /** Today's date in Baku by the best clock the kiosk knows, for ages and bounds. */
  readonly today: string;
}

export interface DraftView {
  readonly applicationId: string;
  readonly serviceId: string;
  readonly serviceVersion: number;
  readonly answers: Answers;
}

/** What opens an application that was put aside, once. */
export interface ResumeSlip {
  /** "A7K-42F-9CD": names it; the code opens it. */
  readonly number: string;
  readonly code: string;
  /** Text of the QR code: number and code. */
  readonly qr: string;
  /** ISO day: the last one on which it is sure to be here. */
  readonly keptUntil: string;
  readonly serviceTitle: Localized;
}

export interface Receipt {
  readonly applicationId: string;
  /** "A7K-42F-9CD": names the application; may be said aloud. */
  readonly reference: string;
  /** "K7M-2QX-94H": with the reference it opens the case; to be kept like a key. */
  readonly code: string;
  /** Text of the QR code: reference and code. */
  readonly qr: string;
  readonly serviceTitle: Localized;
  readonly passportTerm: Passport['term'];
  /** When the record was durable on this kiosk. */
  readonly savedAt: number;
  readonly delivery: Delivery;
  /**
   * Day by which the authority must answer if it registers the application today, in working days
   * counted from the day after registration (Law on Citizens' Appeals, art. 10). `estimated` when a
   * movable holiday lies within, or the calendar does not reach that far.
   */
  readonly answerBy: { readonly date: string; readonly estimated: boolean };
  readonly reception?: AskedReceptionView;
}

/** What was asked for: a time that is certain, or times that the authority chooses from. */
export interface AskedReceptionView {
  readonly certain: boolean;
  /** The wanted one first. */
  readonly times: readonly Appointment[];
}

/** A reception in a case's page. */
export interface CaseReceptionView extends ReceptionState {
  /** Known from this kiosk's own note alone: the portal has not answered yet. */
  readonly asked?: AskedReceptionView;
}

/** The same was sent from this kiosk before. */
export interface EarlierAppeal {
  /** Milliseconds since the Unix epoch. */
  readonly savedAt: number;
  /** Only for the visit that sent it. */
  readonly receipt?: { readonly reference: string; readonly code: string };
}

export interface Delivery {
  readonly state: DeliveryState;
  readonly registrationNumber?: string;
  readonly registeredOn?: string;
  readonly answerBy?: string;
}

export interface CaseEvent {
  readonly status: CaseStatus | CaseNotice;
  readonly at: number;
  /** The authority's reason. */
  readonly text?: string;
  /** New last day, ISO. */
  readonly until?: string;
  /** When the citizen is received. */
  readonly startsAt?: number;
  /** Where it was forwarded to, where this kiosk's packs name it. */
  readonly authorityName?: Localized;
}

/** A message, with where it stands when it is the citizen's own. */
export interface CaseMessageView extends CaseMessage {
  readonly delivery: 'received' | 'saved' | 'sending' | 'set_aside' | 'discarded';
}

/** What the portal shows beside the state, and only while it can be asked. */
export interface CaseDetailsView {
  readonly answers: Answers;
  /** Of the service, where this kiosk's packs have it: their labels say what was answered. */
  readonly questions: readonly Question[];
  /** Names for the answers to a form that asks for a reception. */
  readonly receptions?: readonly ReceptionPack[];
  /** The newest first. */
  readonly openings: readonly CaseOpening[];
}

/** A line in the list of one's own cases. */
export interface OwnCase {
  readonly reference: string;
  readonly title: Localized;
  readonly authorityName?: Localized;
  readonly status: CaseStatus;
  readonly waitsFor?: WaitsFor;
  /** Of a reception whose time is fixed and still to come. */
  readonly appointment?: Appointment;
  readonly registeredOn: string;
  readonly answerBy: string;
  /** Something happened since the person's last visit. */
  readonly isNew: boolean;
  readonly unread: number;
}

export interface OwnCases {
  /** Those that wait for the person first, then what is new, then the newest. */
  readonly cases: readonly OwnCase[];
  /** The person's last visit. */
  readonly since?: number;
  /** Services that may come next after what was answered since then. */
  readonly follows: readonly ServiceLink[];
}

export interface CaseView {
  readonly reference: string;
  readonly title: Localized;
  readonly authorityId: string;
  /** Absent for an authority that this kiosk's packs do not name. */
  readonly authorityName?: Localized;
  readonly status: CaseStatus;
  readonly timeline: readonly CaseEvent[];
  readonly registrationNumber?: string;
  /** ISO day by which the law wants an answer; absent until registered. */
  readonly answerBy?: string;
  readonly decision?: CaseDecision;
  readonly messages: readonly CaseMessageView[];
  readonly waitsFor?: WaitsFor;
  readonly reception?: CaseReceptionView;
  readonly details?: CaseDetailsView;
  /** What happened since the case was last opened: its newest events. */
  readonly news?: readonly CaseEvent[];
  /** Services that may come next, for a case that was answered. */
  readonly follows: readonly ServiceLink[];
  /** What the citizen may do now. */
  readonly acts: readonly CitizenAct[];
  /** When the kiosk last heard of this case from the portal; absent when it never did. */
  readonly asOf?: number;
  /** The portal could not be asked just now, so there may be news that is not shown. */
  readonly mayBeOld: boolean;
}

/** Papers that are being added to a case, and those that its form lists. */
export interface PapersToAdd {
  /** Where `documents.*` adds them. */
  readonly applicationId: string;
  readonly papers: readonly Pick<Passport['papers'][number], 'id' | 'title' | 'condition'>[];
}

export interface ServiceLink {
  readonly id: string;
  readonly title: Localized;
}

export interface CaseDecision {
  readonly kind: 'answered' | 'declined';
  readonly text: string;
  readonly official: { readonly name: string; readonly position: string };
  readonly at: number;
}
