import { inject, type App, type InjectionKey } from 'vue';
import type { KioskError } from '../../../contract/errors.ts';
import type {
  MethodErrorCode,
  MethodInput,
  MethodName,
  MethodOutput,
} from '../../../contract/kiosk-api.ts';
import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import type { Result } from '../../../contract/result.ts';
import { HostUnreachable, type Transport } from './transport.ts';
import { createVisitNames } from './visit-names.ts';

/** A code of the contract, or that the host itself did not answer. */
export type CallError<M extends MethodName = MethodName> =
  | KioskError<MethodErrorCode<M>>
  | { readonly code: 'host_unreachable' };
export type CallResult<M extends MethodName> = Result<MethodOutput<M>, CallError<M>>;

export type Call = <M extends MethodName>(
  method: M,
  input: MethodInput<M>,
) => Promise<CallResult<M>>;

/** The core as the screen sees it; types come from the contract. Never rejects for an expected failure. */
export interface KioskClient {
  /** What one person asked is nothing for whoever stands there when the answer comes: `session_over`. */
  readonly call: Call;
  /** For what takes many calls: once this person has left, the rest of them are not made. */
  callsOfThisVisit(): Call;
  /** This person has left, citizen or staff. */
  visitEnded(): void;
  /** The end of a visit is told to that visit only, however late it comes. */
  subscribe(listener: (event: KioskEvent) => void, connected: () => void): () => void;
  /** Told after each call what went wrong, or undefined. Of one whose person has left only whether the host answers. */
  onAnswer(listener: (error: CallError | undefined) => void): void;
}

const VISIT_OVER = { code: 'session_over' } as const;

/** Staff come and go by them, and their store looks after who left meanwhile; what there is to read is nobody's. */
const FOR_EVERYBODY: ReadonlySet<MethodName> = new Set([
  'staff.signIn',
  'staff.signOut',
  'services.list',
  'information.list',
  'information.get',
  'information.calendar',
  'information.authorities',
  'information.authority',
  'topics.list',
  'topics.get',
  'surveys.list',
  'surveys.get',
]);

/** No person's: an answer to it is as good when the next one stands there. */
const isOfTheKiosk = (method: MethodName): boolean =>
  /^(?:kiosk|session)\./u.test(method) || FOR_EVERYBODY.has(method);

const isResult = (answer: unknown): answer is Result<unknown, unknown> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';

export const createKioskClient = (transport: Transport): KioskClient => {
  const listeners: ((error: CallError | undefined) => void)[] = [];
  const ask = async <M extends MethodName>(
    method: M,
    input: MethodInput<M>,
  ): Promise<CallResult<M>> => {
    try {
      const answer = await transport.call(method, input);
      if (!isResult(answer)) throw new HostUnreachable(method);
      return answer as CallResult<M>;
    } catch (error) {
      if (!(error instanceof HostUnreachable)) throw error;
      return { ok: false, error: { code: 'host_unreachable' } };
    }
  };
  let visit = 0;
  const names = createVisitNames();
  const tell = (error: CallError | undefined): void => {
    for (const listen of listeners) listen(error);
  };
  const call: Call = async (method, input) => {
    const before = visit;
    const answer = await ask(method, input);
    if (answer.ok) names.heard(answer.value);
    const error = answer.ok ? undefined : answer.error;
    const isLate = visit !== before && !isOfTheKiosk(method);
    tell(isLate && error?.code !== 'host_unreachable' ? undefined : error);
    return isLate ? { ok: false, error: VISIT_OVER } : answer;
  };
  return {
    call,
    callsOfThisVisit: () => {
      const mine = visit;
      return (method, input) =>
        visit === mine ? call(method, input) : Promise.resolve({ ok: false, error: VISIT_OVER });
    },
    visitEnded: () => {
      visit += 1;
      names.left();
    },
    subscribe: (listener, connected) =>
      transport.subscribe((event) => {
        if (!names.isOfAnother(event)) listener(event);
      }, connected),
    onAnswer: (listener) => void listeners.push(listener),
  };
};

const clientKey: InjectionKey<KioskClient> = Symbol('kiosk client');

export const provideKioskClient = (app: App, client: KioskClient): void => {
  app.provide(clientKey, client);
};

export const useKioskClient = (): KioskClient => {
  const client = inject(clientKey);
  if (client === undefined) throw new Error('the kiosk client was not provided');
  return client;
};
