import { defineStore } from 'pinia';
import type { MethodInput, MethodName } from '../../../contract/kiosk-api.ts';
import { useKioskClient } from '../api/kiosk-client.ts';
import { useOneAtATime } from '../composables/use-one-at-a-time.ts';

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
  | `keys.${string}`
  | 'staff.opened'
  | 'staff.unlock'
  | 'calls.answer'
  | 'calls.state'
>;

/** What staff's own pages ask; they keep what they show themselves. */
export const useStaffDeskStore = defineStore('staff-desk', () => {
  const client = useKioskClient();
  const { isBusy: busy, ask, forget: reset } = useOneAtATime<DeskMethod>();

  /** Notes in the audit that a page was opened; whether that worked, the page does not wait to hear. */
  const opened = async (page: MethodInput<'staff.opened'>['page']): Promise<void> => {
    await client.call('staff.opened', { page });
  };

  return { busy, ask, opened, reset };
});
