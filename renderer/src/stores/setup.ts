import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { MethodInput, MethodName, MethodOutput } from '../../../contract/kiosk-api.ts';
import type { CheckLevel } from '../../../contract/findings.ts';
import type { SavedStep, SetupCheck, SetupView } from '../../../contract/setup.ts';
import type { CallError } from '../api/kiosk-client.ts';
import { useOneAtATime } from '../composables/use-one-at-a-time.ts';

export type SetupMethod = Extract<MethodName, `setup.${string}`>;
/** Methods that answer how far the set-up has come. */
type Viewing = {
  [M in SetupMethod]: MethodOutput<M> extends SetupView ? M : never;
}[SetupMethod];

/** Without the proxies that the fields of a page are wrapped in, which no host can carry. */
const plain = (answer: SavedStep): SavedStep => JSON.parse(JSON.stringify(answer)) as SavedStep;

/** How far setting this kiosk up has come, as the core has it on its disk. */
export const useSetupStore = defineStore('setup', () => {
  const { isBusy: busy, ask: askOnce, forget } = useOneAtATime<SetupMethod>();
  const view = shallowRef<SetupView>();
  const error = shallowRef<CallError>();

  /** Undefined when it failed (`error` says why), or while another question is open. */
  const ask = async <M extends SetupMethod>(
    method: M,
    input: MethodInput<M>,
  ): Promise<MethodOutput<M> | undefined> => {
    if (busy.value) return undefined;
    error.value = undefined;
    const answer = await askOnce(method, input);
    if (answer === undefined) return undefined;
    if (answer.ok) return answer.value;
    error.value = answer.error;
    return undefined;
  };

  /** The same, for what answers the view: it is shown from then on. True when it went well. */
  const change = async <M extends Viewing>(method: M, input: MethodInput<M>): Promise<boolean> => {
    const answer = (await ask(method, input)) as SetupView | undefined;
    if (answer !== undefined) view.value = answer;
    return answer !== undefined;
  };

  const load = (): Promise<boolean> => change('setup.view', {});
  const save = (answer: SavedStep): Promise<boolean> => change('setup.save', plain(answer));
  const note = (
    check: SetupCheck,
    result: CheckLevel,
    values?: Record<string, number>,
  ): Promise<boolean> => change('setup.note', { check, result, ...(values && { values }) });

  const reset = (): void => {
    forget();
    view.value = undefined;
    error.value = undefined;
  };
  /** Until it is loaded anew. */
  const forgetView = (): void => {
    view.value = undefined;
  };
  const forgetError = (): void => {
    error.value = undefined;
  };

  return { view, error, busy, ask, change, load, save, note, forgetView, forgetError, reset };
});
