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

/** A code of the contract, or that the host itself did not answer. */
export type CallError<M extends MethodName = MethodName> =
  | KioskError<MethodErrorCode<M>>
  | { readonly code: 'host_unreachable' };
export type CallResult<M extends MethodName> = Result<MethodOutput<M>, CallError<M>>;

/** The core as the screen sees it; types come from the contract. Never rejects for an expected failure. */
export interface KioskClient {
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<CallResult<M>>;
  subscribe(listener: (event: KioskEvent) => void, connected: () => void): () => void;
  /** Told after each call what went wrong, or undefined. */
  onAnswer(listener: (error: CallError | undefined) => void): void;
}

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
  return {
    async call(method, input) {
      const answer = await ask(method, input);
      for (const listen of listeners) listen(answer.ok ? undefined : answer.error);
      return answer;
    },
    subscribe: (listener, connected) => transport.subscribe(listener, connected),
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
