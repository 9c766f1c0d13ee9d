import * as v from 'valibot';
import { languageSchema } from '../languages.ts';
import {
  ANSWERED_STEPS,
  CHECK_RESULTS,
  SETUP_CHECKS,
  type LockLine,
  type NetworkTest,
  type PaperTest,
  type SavedStep,
  type SetupReport,
  type SetupView,
} from '../setup.ts';
import { STAFF_ROLES, type StaffView } from '../staff-views.ts';
import { method, nothing } from './method.ts';
import { staffNumberSchema } from './people.ts';

/** Only its form: what a step holds the core checks with the schema of the file, key by key. */
const savedStep = v.pipe(
  v.strictObject({
    step: v.picklist(ANSWERED_STEPS),
    values: v.record(v.string(), v.unknown()),
  }),
  v.transform((answer) => answer as SavedStep),
);
const inLanguage = v.strictObject({ language: languageSchema });

/**
 * Setting a kiosk up at its own screen: for the technician, and on a new kiosk that has no staff yet
 * for whoever stands there. What a method answered is on the disk.
 */
export const setupMethods = {
  'setup.view': method<SetupView>()({
    role: 'installer',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** Keeps what a step holds. `bad_input` names the keys as the configuration file has them. */
  'setup.save': method<SetupView>()({
    role: 'installer',
    byHand: true,
    input: savedStep,
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Notes how a check ended that only a person or the screen can make. */
  'setup.note': method<SetupView>()({
    role: 'installer',
    byHand: true,
    input: v.strictObject({
      check: v.picklist(SETUP_CHECKS),
      result: v.picklist(CHECK_RESULTS),
      values: v.optional(
        v.pipe(
          v.record(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,20}$/)), v.pipe(v.number(), v.finite())),
          v.check((values) => Object.keys(values).length <= 12),
        ),
      ),
    }),
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Asks the portal's address, through the proxy where there is one. */
  'setup.testNetwork': method<NetworkTest>()({
    role: 'installer',
    byHand: true,
    input: nothing,
    errors: ['not_found'],
  }),
  /** Makes this kiosk known to its portal, by the code that was saved. */
  'setup.enrol': method<SetupView>()({
    role: 'installer',
    byHand: true,
    input: nothing,
    errors: ['not_found', 'offline', 'code_refused', 'storage_full', 'storage_failed'],
  }),
  /** Prints a page with the letters that printers get wrong. */
  'setup.printTest': method<PaperTest>()({
    role: 'installer',
    byHand: true,
    input: inLanguage,
    errors: ['no_printer'],
  }),
  'setup.printReport': method<PaperTest>()({
    role: 'installer',
    byHand: true,
    input: inLanguage,
    errors: ['no_printer'],
  }),
  /** Adds an account on a new kiosk: a technician first, who is signed in with it. Rules as in `people.add`. */
  'setup.addPerson': method<StaffView>()({
    role: 'installer',
    byHand: true,
    input: v.strictObject({
      number: staffNumberSchema,
      name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(80)),
      role: v.picklist(STAFF_ROLES),
      pin: v.pipe(v.string(), v.maxLength(40)),
    }),
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Which locks of the operating system are shut. */
  'setup.locks': method<readonly LockLine[]>()({
    role: 'installer',
    byHand: true,
    input: nothing,
    errors: [],
  }),
  'setup.report': method<SetupReport>()({
    role: 'installer',
    byHand: true,
    input: nothing,
    errors: [],
  }),
  /** Writes on the stick: the report as text and JSON, and the configuration for other kiosks. */
  'setup.export': method<{ readonly files: readonly string[] }>()({
    role: 'installer',
    byHand: true,
    input: v.strictObject({
      language: languageSchema,
      /** With the accounts and what stands for their PINs. */
      withStaff: v.boolean(),
    }),
    errors: ['no_medium', 'storage_full', 'storage_failed'],
  }),
  /** Takes what `kiosk.yaml` on the stick says; `fields` names what is wrong with it, with its line. */
  'setup.readStick': method<SetupView>()({
    role: 'installer',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'bad_bundle', 'storage_full', 'storage_failed'],
  }),
  /** Writes the configuration and starts the kiosk with it. */
  'setup.finish': method<null>()({
    role: 'installer',
    byHand: true,
    input: nothing,
    errors: ['answers_incomplete', 'storage_full', 'storage_failed'],
  }),
} as const;
