import type { CheckLevel } from './findings.ts';
import type { Language, Localized } from './languages.ts';
import type { LockName } from './locks.ts';
import type { Paper, PrintFault } from './print-document.ts';
import type { ScreenMeasure } from './domain/screen-geometry.ts';
import type { StaffPerson } from './staff-views.ts';

/** The steps of setting a kiosk up, in their order. */
export const SETUP_STEPS = [
  'language',
  'screen',
  'touch',
  'network',
  'place',
  'enrolment',
  'devices',
  'packs',
  'access',
  'staff',
  'care',
  'locks',
  'summary',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** Steps that write keys of the kiosk's configuration. */
export const ANSWERED_STEPS = [
  'language',
  'screen',
  'network',
  'place',
  'enrolment',
  'devices',
  'care',
] as const satisfies readonly SetupStep[];
export type AnsweredStep = (typeof ANSWERED_STEPS)[number];

/** How the kiosk reaches its portal. `stick`: not at all. */
export const NETWORK_WAYS = ['direct', 'proxy', 'stick'] as const;
export type NetworkWay = (typeof NETWORK_WAYS)[number];

/** What each step holds, as typed; the core checks it with the schema of the file. */
export interface SetupAnswers {
  readonly language: { readonly languages: readonly Language[]; readonly timeZone: string };
  readonly screen: ScreenMeasure;
  readonly network: {
    readonly way: NetworkWay;
    /** Left out with `stick` only. */
    readonly portalUrl?: string | undefined;
    readonly proxy?:
      | {
          readonly url: string;
          readonly user?: string | undefined;
          /** Never shown again; left out it stays what it was. */
          readonly password?: string | undefined;
        }
      | undefined;
  };
  readonly place: {
    readonly agencyName: Localized;
    readonly centreName: Localized;
    readonly authorityId: string;
    readonly callCentre: string;
  };
  readonly enrolment: {
    readonly keyThumbprint: string;
    readonly enrolmentCode?: string | undefined;
  };
  readonly devices: {
    readonly printer?: { readonly paper: Paper; readonly name?: string | undefined } | undefined;
    /** Folder where a stick appears. */
    readonly transferFolder?: string | undefined;
    readonly camera: boolean;
    /** What stands beside the screen; left out: not there. */
    readonly reader?: boolean | undefined;
    readonly headset?: boolean | undefined;
    readonly helpButton?: boolean | undefined;
  };
  readonly care: {
    readonly restartAt?: string | undefined;
    readonly leastFreeMegabytes: number;
    readonly idle: { readonly warnAfter: number; readonly wipeAfter: number };
  };
}

/** One step with what it holds. */
export type SavedStep = {
  readonly [S in AnsweredStep]: { readonly step: S; readonly values: SetupAnswers[S] };
}[AnsweredStep];

/** What a person, or the screen itself, has found out. */
export const SETUP_CHECKS = [
  'clock',
  'touch',
  'paper',
  'sound',
  'headset',
  'reader',
  'camera',
  'helpButton',
  'packs',
  'access',
  'locks',
] as const;
export type SetupCheck = (typeof SETUP_CHECKS)[number];
export const CHECK_RESULTS = ['pass', 'warn', 'fail'] as const satisfies readonly CheckLevel[];

export interface CheckNote {
  readonly result: CheckLevel;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Numbers that belong to it: points hit, millimetres measured. */
  readonly values?: Readonly<Record<string, number>>;
}

/**
 * Who may set this kiosk up now. `open`: it is new and has no staff, whoever stands there; `guarded`: a
 * technician of its own; `lost`: it was set up, its configuration is gone, and nobody here may.
 */
export type SetupDoor = 'open' | 'guarded' | 'lost';

export interface SetupView {
  /** The kiosk has no configuration yet and serves nobody; false: a technician goes through it again. */
  readonly isNew: boolean;
  /** What was saved here, else what the present configuration says; left out while neither is there. */
  readonly answers: { readonly [S in AnsweredStep]?: SetupAnswers[S] };
  readonly done: readonly SetupStep[];
  readonly checks: { readonly [C in SetupCheck]?: CheckNote };
  readonly hasProxyPassword: boolean;
  readonly authorities: readonly { readonly id: string; readonly name: Localized }[];
  /** Name that the portal gave this kiosk. */
  readonly kioskName?: string;
  readonly deviceTimeZone: string;
  /** Milliseconds since the Unix epoch, by the device's own clock. */
  readonly now: number;
  readonly people: readonly Pick<StaffPerson, 'number' | 'name' | 'role' | 'disabled'>[];
  readonly services: number;
  /** Files of packs that were left out. */
  readonly leftOut: readonly string[];
  readonly packsVersion?: string;
  readonly speech: boolean;
  /** Something was changed here that the kiosk does not work with yet. */
  readonly changed: boolean;
}

/** What came back from the portal's address. `foreign`: somebody answered who is not the portal. */
export type NetworkTest =
  | {
      readonly outcome: 'portal' | 'foreign';
      readonly milliseconds: number;
      /** How far the device's clock is off by the answer's own; positive: slow. Milliseconds. */
      readonly clockOffset?: number;
    }
  | { readonly outcome: 'silent' };

/** Milliseconds that the device's clock may be off before somebody must set it. */
const CLOCK_OFF = 120_000;

/** By how much the device's clock is off, where that is worth a word; else 0. Milliseconds. */
export const clockFault = (test: NetworkTest | undefined): number => {
  const off = test?.outcome === 'portal' ? Math.abs(test.clockOffset ?? 0) : 0;
  return off > CLOCK_OFF ? off : 0;
};

export type PaperTest =
  | { readonly printed: true }
  | { readonly printed: false; readonly fault: PrintFault };

/** One line of the report. */
export interface SetupLine {
  readonly check: string;
  readonly level: CheckLevel;
  readonly name: Localized;
  readonly text: Localized;
}

export interface SetupReport {
  readonly at: number;
  readonly version: string;
  readonly lines: readonly SetupLine[];
  /** Why the kiosk cannot start with this; empty when it can. */
  readonly missing: readonly SetupStep[];
}

export interface LockLine {
  readonly name: LockName;
  readonly state: 'locked' | 'open' | 'unknown';
  readonly text: Localized;
}

/** Files that the set-up writes on the stick, and the one that it reads there. */
export const SETUP_FILES = {
  config: 'kiosk.yaml',
  text: 'asan-setup-report.txt',
  json: 'asan-setup-report.json',
} as const;
