import * as v from 'valibot';
import { LANGUAGES, languageSchema, localizedSchema } from '../../contract/languages.ts';
import { SOURCE_KINDS } from '../../contract/documents.ts';
import { identifierSchema } from '../../contract/packs.ts';
import { STAFF_ROLES } from '../../contract/staff-views.ts';
import { digestSchema, enrolmentCodeSchema } from '../../contract/sync-protocol.ts';
import { deviceConfigEntries } from './device-config.ts';
import { keepsPaperPrivate, printerConfigEntries } from './printing/printer-config.ts';
import { PIN_HASH } from './features/staff/pin.ts';
import { isSecureAddress } from './secure-address.ts';
import { identityConfigSchema } from './sign-in/identity-config.ts';

const seconds = (fallback: number, least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.minValue(least), v.maxValue(most)), fallback);

/** Plain HTTP is for a portal on this very machine only. */
export const portalUrlSchema = v.pipe(
  v.string(),
  v.url(),
  v.check(isSecureAddress, 'the portal is reached by https'),
);

/** The address of a proxy has no path and no password in it. */
const isProxyAddress = (text: string): boolean => {
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  const plain = `${search}${hash}${username}${password}` === '' && pathname === '/';
  return plain && (protocol === 'http:' || protocol === 'https:');
};

/** An HTTP proxy between the kiosk and its portal; what passes stays encrypted to the portal. */
export const proxySchema = v.strictObject({
  url: v.pipe(
    v.string(),
    v.url(),
    v.check(isProxyAddress, 'the proxy has an address like http://proxy.example:3128'),
  ),
  user: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  password: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
});

const absolutePath = v.pipe(v.string(), v.regex(/^(?:\/|[A-Za-z]:\\)/));

/** Where papers may come from. The folders are read, never written. */
const documentsSchema = v.strictObject({
  camera: v.optional(v.boolean(), true),
  folders: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: identifierSchema,
          kind: v.picklist(SOURCE_KINDS),
          /** Where the stick appears, or where the scanner puts its files. */
          path: absolutePath,
        }),
      ),
      v.maxLength(8),
    ),
    [],
  ),
  /** Megabytes of papers that may wait on this kiosk's disk; more are refused until some were sent. */
  mostWaitingMb: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(100_000)),
    1_000,
  ),
});

/** The kiosk's configuration file. Unknown keys are refused, so that a misspelt one is noticed. */
export const kioskFileSchema = v.strictObject({
  agencyName: localizedSchema,
  centreName: localizedSchema,
  authorityId: identifierSchema,
  callCentre: v.pipe(v.string(), v.minLength(2), v.maxLength(20)),
  languages: v.optional(v.pipe(v.array(languageSchema), v.minLength(1)), [...LANGUAGES]),
  demonstration: v.optional(v.boolean(), false),
  idle: v.optional(
    v.strictObject({
      /** Seconds without a touch until the warning. */
      warnAfter: seconds(60, 20, 600),
      /** Seconds from the warning until the wipe; WCAG 2.2.1 wants at least 20. */
      wipeAfter: seconds(30, 20, 300),
    }),
    { warnAfter: 60, wipeAfter: 30 },
  ),
  /** Left out: the kiosk keeps everything and sends nothing. */
  portal: v.optional(
    v.strictObject({
      url: portalUrlSchema,
      /** RFC 7638 thumbprint of the portal's signing key: the trust anchor of enrolment. */
      keyThumbprint: digestSchema,
      /** One-time code, needed until the kiosk is enrolled. */
      enrolmentCode: v.optional(enrolmentCodeSchema),
      /** Seconds between two pulls while all is well. */
      pullEvery: seconds(30, 0.2, 3600),
      /** Seconds within which a full batch of ballots leaves at a random moment. */
      ballotDelay: seconds(300, 0, 3600),
    }),
  ),
  /** Left out: the kiosk reaches its portal directly. */
  proxy: v.optional(proxySchema),
  /** Where citizens sign in by their phone; left out: nobody can, and nothing asks for it. */
  identity: v.optional(identityConfigSchema),
  /** Who may sign in at this device. `pin` is what `hash-pin` prints, never the PIN itself. */
  staff: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          number: v.pipe(v.string(), v.regex(/^[0-9]{3,8}$/)),
          name: v.pipe(v.string(), v.minLength(2), v.maxLength(80)),
          role: v.picklist(STAFF_ROLES),
          pin: v.pipe(v.string(), v.regex(PIN_HASH)),
          /** "+994501234567"; needed by those who help citizens at the screen. */
          phone: v.optional(v.pipe(v.string(), v.regex(/^\+994[0-9]{9}$/))),
        }),
      ),
      v.maxLength(200),
      v.check(
        (staff) => new Set(staff.map(({ number }) => number)).size === staff.length,
        'two people have the same number',
      ),
    ),
    [],
  ),
  /** Absolute path of the folder where a stick appears, for the exchange without a network. */
  transferFolder: v.optional(absolutePath),
  documents: v.optional(documentsSchema, {}),
  /** Days for which an application that a person put aside can be taken up again. */
  keepDraftDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)), 7),
  /** Days after the portal's receipt for which sealed copies stay on the disk. */
  keepSentDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)), 30),
  /** Written by the set-up at the kiosk: SHA-256 of the file that it was made over. */
  madeOver: v.optional(digestSchema),
  ...deviceConfigEntries,
  ...printerConfigEntries,
});
export type KioskFile = v.InferInput<typeof kioskFileSchema>;

export const kioskConfigSchema = v.pipe(
  kioskFileSchema,
  v.check(
    (kiosk) => keepsPaperPrivate(kiosk),
    'printer: paper in a folder is for demonstration only',
  ),
);
export type KioskConfig = v.InferOutput<typeof kioskConfigSchema>;

export interface CoreConfig {
  readonly kiosk: KioskConfig;
  /** Absolute path of the folder for everything that is kept. */
  readonly dataFolder: string;
  /** Absolute path of the content packs. */
  readonly packsFolder: string;
  readonly version: string;
  /** No configuration was found: `kiosk` stands in for it, and the kiosk waits to be set up. */
  readonly isNew?: boolean;
}
