import * as v from 'valibot';
import { ACCESSIBILITY_FEATURES } from './counters.ts';
import type { ErrorCode, KioskError } from './errors.ts';
import { languageSchema } from './languages.ts';
import { answersSchema, identifierSchema } from './packs.ts';
import type { Result } from './result.ts';
import type {
  DeviceHealth,
  ExportReport,
  ImportReport,
  QueueItem,
  StaffView,
} from './staff-views.ts';
import type {
  CaseView,
  Delivery,
  DraftView,
  KioskInfo,
  KioskStatus,
  Receipt,
  ServiceSummary,
  ServiceView,
  SessionView,
} from './views.ts';

/**
 * Everything the screen may ask of the core, written once. Both hosts carry `method` and `input`
 * unchanged to `core.call`; the core looks the method up here, checks the role of the session that
 * it holds itself, parses the input and answers a `Result`. Types on both sides are inferred.
 */

/** Who is in front of the screen. The core decides it; the renderer never claims one. */
export type Role = 'anyone' | 'citizen' | 'staff' | 'supervisor';

export interface MethodDefinition<I extends v.GenericSchema, O, E extends ErrorCode> {
  readonly role: Role;
  readonly input: I;
  /** Codes beside the ones that every method may answer (`bad_input`, `not_allowed`, `session_over`, `too_large`, `too_many`, `internal`). */
  readonly errors: readonly E[];
  /** Carries the output's type only; absent at run time. */
  readonly output?: O;
}

const method =
  <O>() =>
  <I extends v.GenericSchema, R extends Role, E extends ErrorCode = never>(
    definition: Omit<MethodDefinition<I, O, E>, 'output'> & { readonly role: R },
  ): MethodDefinition<I, O, E> & { readonly role: R } =>
    definition;

const nothing = v.strictObject({});
/** UUID, version 7. */
export const submissionIdSchema = v.pipe(v.string(), v.uuid());
const serviceId = identifierSchema;
/** Nine characters in three groups, see domain/receipt-code.ts; parsed leniently there. */
const typedCode = v.pipe(v.string(), v.maxLength(40));

export const kioskApi = {
  /** What this kiosk is: names, contact, languages, idle times, version. */
  'kiosk.info': method<KioskInfo>()({ role: 'anyone', input: nothing, errors: [] }),
  /** What works at this moment. */
  'kiosk.status': method<KioskStatus>()({ role: 'anyone', input: nothing, errors: [] }),

  /** A citizen touched the screen. Anything of the one before is wiped first. */
  'session.begin': method<SessionView>()({
    role: 'anyone',
    input: v.strictObject({ language: languageSchema }),
    errors: [],
  }),
  /** The citizen did something: the core's own idle limit starts again. */
  'session.touch': method<null>()({ role: 'citizen', input: nothing, errors: [] }),
  /** An accessibility feature was switched on: counted once a session, without the person. */
  'session.usedFeature': method<null>()({
    role: 'citizen',
    input: v.strictObject({ feature: v.picklist(ACCESSIBILITY_FEATURES) }),
    errors: [],
  }),
  /** Forgets everything of this citizen, at once. */
  'session.finish': method<null>()({ role: 'anyone', input: nothing, errors: [] }),

  'services.list': method<readonly ServiceSummary[]>()({
    role: 'anyone',
    input: nothing,
    errors: [],
  }),
  /** One service with passport, questions and the local executive authorities it can go to. */
  'services.get': method<ServiceView>()({
    role: 'anyone',
    input: v.strictObject({ serviceId }),
    errors: ['not_found', 'service_withdrawn'],
  }),

  /** Begins an application and gives it the permanent id that makes sending it idempotent. */
  'applications.start': method<DraftView>()({
    role: 'citizen',
    input: v.strictObject({ serviceId }),
    errors: ['not_found', 'service_withdrawn', 'not_set_up', 'too_many'],
  }),
  /** Keeps what was typed so far, in memory only, so that the screen may be drawn anew. */
  'applications.saveDraft': method<null>()({
    role: 'citizen',
    input: v.strictObject({ applicationId: submissionIdSchema, answers: answersSchema }),
    errors: ['not_found'],
  }),
  'applications.draft': method<DraftView>()({
    role: 'citizen',
    input: v.strictObject({ applicationId: submissionIdSchema }),
    errors: ['not_found'],
  }),
  /**
   * Seals the application and puts it on disk; answers only after that. The same id again answers
   * the same receipt and saves nothing.
   */
  'applications.submit': method<Receipt>()({
    role: 'citizen',
    input: v.strictObject({
      applicationId: submissionIdSchema,
      serviceVersion: v.pipe(v.number(), v.integer()),
      answers: answersSchema,
      /** Language of the screen at the end; left out: the one the session began with. */
      language: v.optional(languageSchema),
      /** The person confirmed the answers and agreed to the notice on personal data. */
      confirmed: v.literal(true),
    }),
    errors: [
      'not_found',
      'service_withdrawn',
      'service_changed',
      'answers_incomplete',
      'not_set_up',
      'storage_full',
      'storage_failed',
    ],
  }),
  /** How far an application of this session has come. */
  'applications.delivery': method<Delivery>()({
    role: 'citizen',
    input: v.strictObject({ applicationId: submissionIdSchema }),
    errors: ['not_found'],
  }),

  /** Opens a case by what is on the receipt. A wrong pair answers `not_found`, slower each time. */
  'cases.open': method<CaseView>()({
    role: 'citizen',
    input: v.strictObject({ reference: typedCode, code: typedCode }),
    errors: ['not_found', 'offline', 'too_many'],
  }),

  /** Signs one member of staff in; a citizen's session on this screen ends. Tries are counted on disk first. */
  'staff.signIn': method<StaffView>()({
    role: 'anyone',
    input: v.strictObject({
      number: v.pipe(v.string(), v.maxLength(20)),
      pin: v.pipe(v.string(), v.maxLength(40)),
    }),
    errors: ['wrong_pin', 'locked', 'storage_failed'],
  }),
  'staff.signOut': method<null>()({ role: 'staff', input: nothing, errors: [] }),
  /** Whether all is well with this device: alarms, queue, exchange. */
  'staff.health': method<DeviceHealth>()({ role: 'staff', input: nothing, errors: [] }),

  /** What waits or was set aside: kinds, ages and reasons, never contents. */
  'queue.list': method<readonly QueueItem[]>()({ role: 'staff', input: nothing, errors: [] }),
  /** Offers a submission again that was set aside. */
  'queue.retry': method<null>()({
    role: 'staff',
    input: v.strictObject({ id: submissionIdSchema }),
    errors: ['not_found', 'storage_failed'],
  }),
  /** Gives a submission up that was set aside. The reason is kept; the citizen is told at the next look. */
  'queue.discard': method<null>()({
    role: 'supervisor',
    input: v.strictObject({
      id: submissionIdSchema,
      reason: v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(300)),
    }),
    errors: ['not_found', 'storage_failed'],
  }),
  /** Writes what waits to the agreed folder (a stick), as the same signed messages that the network would carry. */
  'queue.export': method<ExportReport>()({
    role: 'staff',
    input: nothing,
    errors: ['no_medium', 'not_set_up', 'storage_failed', 'storage_full'],
  }),
  /** Reads the portal's answers from the agreed folder. */
  'queue.import': method<ImportReport>()({
    role: 'staff',
    input: nothing,
    errors: ['no_medium', 'not_set_up', 'bad_bundle', 'storage_failed'],
  }),
} as const;

export type KioskApi = typeof kioskApi;
export type MethodName = keyof KioskApi;
export type MethodInput<M extends MethodName> = v.InferOutput<KioskApi[M]['input']>;
export type MethodOutput<M extends MethodName> = NonNullable<
  KioskApi[M] extends MethodDefinition<v.GenericSchema, infer O, ErrorCode> ? { o: O } : never
>['o'];

/** Codes that any method may answer. */
export type CommonError =
  | 'bad_input'
  | 'unknown_method'
  | 'not_allowed'
  | 'session_over'
  | 'too_large'
  | 'too_many'
  | 'internal';
export type MethodErrorCode<M extends MethodName> = CommonError | KioskApi[M]['errors'][number];
export type MethodResult<M extends MethodName> = Result<
  MethodOutput<M>,
  KioskError<MethodErrorCode<M>>
>;

export const isMethodName = (name: string): name is MethodName => Object.hasOwn(kioskApi, name);
