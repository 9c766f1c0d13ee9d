import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { MethodInput, MethodName } from '../../../contract/kiosk-api.ts';
import { useKioskClient, type CallResult } from '../api/kiosk-client.ts';

/** What staff's own pages ask of the core: accounts, audit, figures, settings, content, the day. */
export type DeskMethod = Extract<
  MethodName,
  | `people.${string}`
  | `audit.${string}`
  | `usage.${string}`
  | `settings.${string}`
  | `content.${string}`
  | `day.${string}`
  | `damage.${string}`
  | 'staff.opened'
  | 'staff.unlock'
  | 'calls.answer'
  | 'calls.state'
>;

/** One question at a time; an answer that comes after staff have left is nobody's. Pages keep what they show themselves. */
export const useStaffDeskStore = defineStore('staff-desk', () => {
  const client = useKioskClient();
  const busy = ref(false);
  let turn = 0;

  /** Undefined while another question is open, or when staff left meanwhile. */
  const ask = async <M extends DeskMethod>(
    method: M,
    input: MethodInput<M>,
  ): Promise<CallResult<M> | undefined> => {
    if (busy.value) return undefined;
    const mine = turn;
    busy.value = true;
    const answer = await client.call(method, input);
    if (mine !== turn) return undefined;
    busy.value = false;
    return answer;
  };

  /** Notes in the audit that a page was opened; whether that worked, the page does not wait to hear. */
  const opened = async (page: MethodInput<'staff.opened'>['page']): Promise<void> => {
    await client.call('staff.opened', { page });
  };

  const reset = (): void => {
    turn += 1;
    busy.value = false;
  };

  return { busy, ask, opened, reset };
});
