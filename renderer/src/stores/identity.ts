import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { IdentityView } from '../../../contract/identity.ts';
import type { IdentityLevel } from '../../../contract/packs.ts';
import { IDENTITY_LEVELS } from '../../../contract/pack-names.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** How sure the kiosk is of the person in front of it, as the core tells it. */
export const useIdentityStore = defineStore('identity', () => {
  const client = useKioskClient();
  const view = shallowRef<IdentityView>();
  /** Where signing in was asked for, and leads back to. */
  const returnTo = ref('/home');
  /** What that place needs. */
  const needed = ref<IdentityLevel>('declared');

  const waiting = computed(() => view.value?.signIn?.state === 'waiting');
  const isEnough = (level: IdentityLevel): boolean =>
    IDENTITY_LEVELS.indexOf(view.value?.level ?? 'declared') >= IDENTITY_LEVELS.indexOf(level);

  const load = async (): Promise<CallError | undefined> => {
    const answer = await client.call('identity.view', {});
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    return undefined;
  };

  const signIn = async (): Promise<CallError | undefined> => {
    const answer = await client.call('identity.signIn', {});
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    return undefined;
  };

  const confirm = async (mine: boolean): Promise<CallError | undefined> => {
    const answer = await client.call('identity.confirm', { mine });
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    return undefined;
  };

  const cancel = async (): Promise<void> => {
    const answer = await client.call('identity.cancelSignIn', {});
    if (answer.ok) view.value = answer.value;
  };

  const staffSeen = async (
    fin: string,
    number: string,
    pin: string,
  ): Promise<CallError | undefined> => {
    const answer = await client.call('identity.staffSeen', { fin, number, pin });
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    return undefined;
  };

  /** The core has news of a sign-in that this screen knows of. */
  const refresh = async (): Promise<void> => {
    if (view.value !== undefined) await load();
  };

  const ask = (level: IdentityLevel, from: string): void => {
    needed.value = level;
    returnTo.value = from;
  };

  const reset = (): void => {
    view.value = undefined;
    ask('declared', '/home');
  };

  return {
    view,
    returnTo,
    needed,
    waiting,
    isEnough,
    load,
    signIn,
    confirm,
    cancel,
    staffSeen,
    refresh,
    ask,
    reset,
  };
});
