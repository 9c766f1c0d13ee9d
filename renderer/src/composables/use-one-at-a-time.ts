import { computed, ref } from 'vue';
import type { MethodInput, MethodName } from '../../../contract/kiosk-api.ts';
import { useKioskClient, type CallResult } from '../api/kiosk-client.ts';

/** Asks one question at a time: a second tap starts nothing, and an answer after `forget` is nobody's. */
export const useOneAtATime = <Allowed extends MethodName>() => {
  const client = useKioskClient();
  /** What is under way. */
  const busy = ref<Allowed>();
  let turn = 0;

  /** Undefined while another question is open, or when whoever asked has left meanwhile. */
  const ask = async <M extends Allowed>(
    method: M,
    input: MethodInput<M>,
  ): Promise<CallResult<M> | undefined> => {
    if (busy.value !== undefined) return undefined;
    const mine = turn;
    busy.value = method;
    const answer = await client.call(method, input);
    if (mine !== turn) return undefined;
    busy.value = undefined;
    return answer;
  };

  const forget = (): void => {
    turn += 1;
    busy.value = undefined;
  };

  return { busy, isBusy: computed(() => busy.value !== undefined), ask, forget };
};
