import type * as v from 'valibot';
import { appealsMethods } from './api/appeals.ts';
import { applicationsMethods } from './api/applications.ts';
import { auditMethods } from './api/audit.ts';
import { callsMethods } from './api/calls.ts';
import { casesMethods } from './api/cases.ts';
import { contentMethods } from './api/content.ts';
import { damageMethods } from './api/damage.ts';
import { dayMethods } from './api/day.ts';
import { consentMethods } from './api/consent.ts';
import { documentsMethods } from './api/documents.ts';
import { draftsMethods } from './api/drafts.ts';
import { keyMethods } from './api/keys.ts';
import { informationMethods } from './api/information.ts';
import { identityMethods } from './api/identity.ts';
import { feedbackMethods } from './api/feedback.ts';
import { ideasMethods } from './api/ideas.ts';
import { kioskMethods } from './api/kiosk.ts';
import { peopleMethods } from './api/people.ts';
import { printingMethods } from './api/printing.ts';
import { personMethods } from './api/person.ts';
import { participationMethods } from './api/participation.ts';
import { queueMethods } from './api/queue.ts';
import { receptionsMethods } from './api/receptions.ts';
import { servicesMethods } from './api/services.ts';
import { sessionMethods } from './api/session.ts';
import { settingsMethods } from './api/settings.ts';
import { setupMethods } from './api/setup.ts';
import { speechMethods } from './api/speech.ts';
import { staffMethods } from './api/staff.ts';
import { usageMethods } from './api/usage.ts';
import { votesMethods } from './api/votes.ts';
import type { MethodDefinition } from './api/method.ts';
import type { ErrorCode, KioskError } from './errors.ts';
import type { Result } from './result.ts';

/**
 * Everything the screen may ask of the core, written once, a group a file in `api/`. Both hosts
 * carry `method` and `input` unchanged to `core.call`; the core looks the method up here, checks the
 * role of the session that it holds itself, parses the input and answers a `Result`. Types on both
 * sides are inferred.
 */
export const kioskApi = {
  ...kioskMethods,
  ...sessionMethods,
  ...servicesMethods,
  ...applicationsMethods,
  ...appealsMethods,
  ...casesMethods,
  ...ideasMethods,
  ...feedbackMethods,
  ...printingMethods,
  ...personMethods,
  ...documentsMethods,
  ...draftsMethods,
  ...consentMethods,
  ...informationMethods,
  ...identityMethods,
  ...speechMethods,
  ...staffMethods,
  ...queueMethods,
  ...peopleMethods,
  ...auditMethods,
  ...usageMethods,
  ...settingsMethods,
  ...callsMethods,
  ...damageMethods,
  ...keyMethods,
  ...dayMethods,
  ...contentMethods,
  ...setupMethods,
  ...votesMethods,
  ...participationMethods,
  ...receptionsMethods,
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
