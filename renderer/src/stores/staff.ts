import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { DeviceHealth, StaffView } from '../../../contract/staff-views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** Who of the staff stands at the screen, and what the device says of itself. */
export const useStaffStore = defineStore('staff', () => {
  const client = useKioskClient();
  /** Staff mode is on: the sign-in page is shown, or somebody is signed in. */
  const present = ref(false);
  const who = shallowRef<StaffView>();
  const health = shallowRef<DeviceHealth>();
  /** Rises with each end of staff mode: whoever signs in after it must not find the kiosk theirs. */
  let turn = 0;

  const open = (): void => {
    present.value = true;
  };

  /** Resolves to what went wrong, or nothing. The PIN is passed on and not kept. */
  const signIn = async (number: string, pin: string): Promise<CallError | undefined> => {
    const mine = turn;
    const answer = await client.call('staff.signIn', { number, pin });
    if (!answer.ok) return answer.error;
    // The person left while the PIN was checked: nobody may find a signed-in kiosk.
    if (mine !== turn) await client.call('staff.signOut', {});
    else who.value = answer.value;
    return undefined;
  };

  /** The core has let this person in itself: the first technician of a new kiosk. */
  const admit = (person: StaffView): void => {
    present.value = true;
    who.value = person;
  };

  /** Asks the device anew; resolves to what went wrong, or nothing. */
  const refresh = async (): Promise<CallError | undefined> => {
    const answer = await client.call('staff.health', {});
    if (answer.ok) health.value = answer.value;
    return answer.ok ? undefined : answer.error;
  };

  /** Tells the core that this person is at work. */
  const touch = async (): Promise<void> => {
    await client.call('staff.touch', {});
  };

  const signOut = async (): Promise<void> => {
    if (who.value !== undefined) await client.call('staff.signOut', {});
  };

  const reset = (): void => {
    turn += 1;
    present.value = false;
    who.value = undefined;
    health.value = undefined;
  };

  return { present, who, health, open, signIn, admit, refresh, touch, signOut, reset };
});
