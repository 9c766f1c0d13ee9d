import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { MethodInput, MethodName, MethodOutput } from '../../../contract/kiosk-api.ts';
import type { CheckLevel } from '../../../contract/findings.ts';
import type { AnsweredStep, SetupAnswers, SetupCheck, SetupView } from '../../../contract/setup.ts';
import { useKioskClient, type CallError, type CallResult } from '../api/kiosk-client.ts';

export type SetupMethod = Extract<MethodName, `setup.${string}`>;
/** Methods that answer how far the set-up has come. */
type Viewing = {
  [M in SetupMethod]: MethodOutput<M> extends SetupView ? M : never;
}[SetupMethod];

/** How far setting this kiosk up has come, as the core has it on its disk. */
export const useSetupStore = defineStore('setup', () => {
  const client = useKioskClient();
  const view = shallowRef<SetupView>();
  const error = shallowRef<CallError>();
  const busy = ref(false);
  let turn = 0;

  /** Undefined when it failed (`error` says why), or while another question is open. */
  const ask = async <M extends SetupMethod>(
    method: M,
    input: MethodInput<M>,
  ): Promise<MethodOutput<M> | undefined> => {
    if (busy.value) return undefined;
    const mine = turn;
    busy.value = true;
    error.value = undefined;
    const answer: CallResult<M> = await client.call(method, input);
    if (mine !== turn) return undefined;
    busy.value = false;
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
  const save = <S extends AnsweredStep>(step: S, values: SetupAnswers[S]): Promise<boolean> =>
    change('setup.save', { step, values: JSON.parse(JSON.stringify(values)) as object as never });
  const note = (
    check: SetupCheck,
    result: CheckLevel,
    values?: Record<string, number>,
  ): Promise<boolean> => change('setup.note', { check, result, ...(values && { values }) });

  const reset = (): void => {
    turn += 1;
    busy.value = false;
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
