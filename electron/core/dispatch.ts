import * as v from 'valibot';
import type { FieldError } from '../../contract/errors.ts';
import type { Role } from '../../contract/api/method.ts';
import { traceOf } from '../../contract/failure-trace.ts';
import { isMethodName, kioskApi, type MethodName } from '../../contract/kiosk-api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { SessionId } from './core.ts';
import type { Handlers } from './methods.ts';
import type { Clock, Ids, Log } from './ports.ts';
import type { Session, Sessions } from './session.ts';
import { StoreError } from './store/store.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** UTF-8 bytes of one call's input as JSON: the longest form of any service is a tenth of it. */
const MOST_INPUT_BYTES = 64 * 1024;
/** Calls of one session: a screen at its busiest makes about five a second. */
const BURST = 120;
const PER_SECOND = 20;
const MOST_FIELDS = 20;

export interface DispatchOptions {
  readonly sessions: Sessions;
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Whether whoever stands there may set this kiosk up: it is new and nobody else could. */
  readonly isOpenForSetup: () => boolean;
  /** The store refused a change: what the kiosk can do may have changed. */
  readonly storageFailed: () => void;
}

export interface Dispatch {
  call(id: SessionId, method: string, input: unknown): Promise<Result<unknown>>;
  /** Forgets what is counted for a session. */
  forget(id: SessionId): void;
}

/** The only way in: looks up, limits, checks the role, parses, runs, and turns failures into codes. */
export const createDispatch = (options: DispatchOptions): Dispatch => {
  const buckets = new Map<SessionId, TokenBucket>();
  const { sessions, clock } = options;

  const waitOf = (id: SessionId): number => {
    const bucket = buckets.get(id) ?? createTokenBucket(BURST, PER_SECOND, () => clock.monotonic());
    buckets.set(id, bucket);
    return bucket.take();
  };

  return {
    call: async (id, method, input) => {
      const session = sessions.get(id);
      if (session === undefined) return fail('session_over');
      const wait = waitOf(id);
      if (wait > 0) return fail('too_many', { retryAfterMs: wait });
      if (!isMethodName(method)) return fail('unknown_method');
      const who = whoIs(session);
      const admitted = admit(options, method, input, who);
      if (!admitted.ok) return admitted;
      if (kioskApi[method].byHand) sessions.touch(id);
      const result = await run(options, method, admitted.value, { session, ...who });
      return wasWiped(method, session, who) ? fail('session_over') : result;
    },
    forget: (id) => buckets.delete(id),
  };
};

type Who = Pick<Session, 'citizen' | 'staff'>;

const whoIs = ({ citizen, staff }: Session): Who => ({ citizen, staff });

const hasRole = (
  { isOpenForSetup }: Pick<DispatchOptions, 'isOpenForSetup'>,
  role: Role,
  { citizen, staff }: Who,
): boolean => {
  switch (role) {
    case 'anyone':
      return true;
    case 'citizen':
      return citizen !== undefined;
    case 'staff':
      return staff !== undefined;
    case 'senior':
      return staff?.role === 'supervisor' || staff?.role === 'technician';
    case 'supervisor':
    case 'technician':
      return staff?.role === role;
    case 'installer':
      return staff?.role === 'technician' || isOpenForSetup();
  }
};

/** Methods that sign somebody in or out themselves. */
const CHANGES_WHO_STANDS_THERE: ReadonlySet<MethodName> = new Set([
  'staff.signOut',
  'setup.addPerson',
]);

/** What one person asked is nothing for whoever stands there when the answer comes. */
const wasWiped = (method: MethodName, session: Session, who: Who): boolean =>
  kioskApi[method].role !== 'anyone' &&
  !CHANGES_WHO_STANDS_THERE.has(method) &&
  (session.citizen !== who.citizen || session.staff !== who.staff);

/** The parsed input, or why the call is not run. */
const admit = (
  options: Pick<DispatchOptions, 'isOpenForSetup'>,
  method: MethodName,
  input: unknown,
  who: Who,
): Result<unknown> => {
  const { role, input: schema } = kioskApi[method];
  const size = sizeOf(input);
  if (size === undefined) return fail('bad_input', { fields: [] });
  if (size > MOST_INPUT_BYTES) return fail('too_large');
  if (!hasRole(options, role, who)) return fail('not_allowed');
  const parsed = v.safeParse(schema, input);
  return parsed.success
    ? ok(parsed.output)
    : fail('bad_input', { fields: fieldsOf(parsed.issues) });
};

/** Undefined for what JSON cannot say: cycles, bigints, functions. */
const sizeOf = (input: unknown): number | undefined => {
  try {
    const text = JSON.stringify(input) as string | undefined;
    return text === undefined ? undefined : Buffer.byteLength(text);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** Places and rules only: a value may be personal data. */
const fieldsOf = (issues: readonly v.BaseIssue<unknown>[]): readonly FieldError[] =>
  issues.slice(0, MOST_FIELDS).map((issue) => ({
    field: (v.getDotPath(issue) ?? '').slice(0, 100),
    rule: issue.type,
  }));

const run = async (
  { handlers, ids, log, storageFailed }: DispatchOptions,
  method: MethodName,
  input: unknown,
  caller: { readonly session: Session } & Who,
): Promise<Result<unknown>> => {
  // The table's type ties each handler to its own input; a name chosen at run time loses that tie.
  const handler = handlers[method] as (
    input: unknown,
    caller: unknown,
  ) => Result<unknown> | Promise<Result<unknown>>;
  try {
    return await handler(input, caller);
  } catch (error) {
    if (error instanceof StoreError) {
      log.error('call.not_stored', { method, fault: error.fault });
      storageFailed();
      return fail(error.fault);
    }
    const incident = ids.next();
    log.error('call.failed', { method, incident, ...traceOf(error) });
    return fail('internal', { incident });
  }
};
