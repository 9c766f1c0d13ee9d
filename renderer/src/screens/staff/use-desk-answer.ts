import { onBeforeUnmount, ref, shallowRef } from 'vue';
import type { MethodInput, MethodOutput } from '../../../../contract/kiosk-api.ts';
import type { CallError } from '../../api/kiosk-client.ts';
import { useStaffDeskStore, type DeskMethod } from '../../stores/staff-desk.ts';

/** Asks for staff's pages, and keeps what went wrong and what went well until the next question. */
export const useDeskAnswer = () => {
  const desk = useStaffDeskStore();
  const error = shallowRef<CallError>();
  /** A message key's last part: what was done. */
  const done = ref<string>();
  /** An answer that comes after the page was left leads nowhere. */
  let left = false;
  onBeforeUnmount(() => {
    left = true;
  });

  const ask = async <M extends DeskMethod>(
    method: M,
    input: MethodInput<M>,
  ): Promise<MethodOutput<M> | undefined> => {
    error.value = undefined;
    done.value = undefined;
    const answer = await desk.ask(method, input);
    if (answer === undefined || left) return undefined;
    if (answer.ok) return answer.value;
    error.value = answer.error;
    return undefined;
  };

  return { desk, ask, error, done };
};
