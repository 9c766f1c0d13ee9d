import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { CallView, HelperView } from '../../../contract/calls.ts';
import type { MethodInput } from '../../../contract/kiosk-api.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** Whether somebody of the staff was called to this kiosk, and who helps the citizen. */
export const useCallsStore = defineStore('calls', () => {
  const client = useKioskClient();
  const call = shallowRef<CallView>({ state: 'none' });
  const helper = shallowRef<HelperView>();
  const error = shallowRef<CallError>();
  /** Rises when the citizen goes. */
  let turn = 0;

  const setCall = (to: CallView): void => {
    call.value = to;
  };

  const refresh = async (): Promise<void> => {
    const answer = await client.call('calls.state', {});
    if (answer.ok) call.value = answer.value;
  };

  const change = async (method: 'calls.raise' | 'calls.withdraw'): Promise<void> => {
    const mine = turn;
    error.value = undefined;
    const answer = await client.call(method, {});
    if (answer.ok) call.value = answer.value;
    else if (mine === turn) error.value = answer.error;
  };

  /** Staff are here; resolves to what went wrong, or nothing. */
  const answerHere = async (
    who: MethodInput<'calls.answerHere'>,
  ): Promise<CallError | undefined> => {
    const answer = await client.call('calls.answerHere', who);
    if (!answer.ok) return answer.error;
    call.value = answer.value;
    return undefined;
  };

  /** Staff stay and help; resolves to what went wrong, or nothing. */
  const beginHelp = async (who: MethodInput<'assist.begin'>): Promise<CallError | undefined> => {
    const answer = await client.call('assist.begin', who);
    if (!answer.ok) return answer.error;
    helper.value = answer.value;
    await refresh();
    return undefined;
  };

  const endHelp = async (): Promise<void> => {
    helper.value = undefined;
    await client.call('assist.end', {});
  };

  /** The citizen goes; a call stays open until staff have answered it. */
  const reset = (): void => {
    turn += 1;
    helper.value = undefined;
    error.value = undefined;
  };

  return {
    call,
    helper,
    error,
    setCall,
    refresh,
    raise: () => change('calls.raise'),
    withdraw: () => change('calls.withdraw'),
    answerHere,
    beginHelp,
    endHelp,
    reset,
  };
});
