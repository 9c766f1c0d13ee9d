import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { DeskAction, Me } from '../../desk-api.ts';
import {
  useDeskClient,
  type DeskFailure,
  type DeskInput,
  type DeskResult,
} from '../api/desk-client.ts';
import { useDraftsStore } from './drafts.ts';

/**
 * `starting` until the portal has said who we are; `expired` when it ended a session that was
 * open here: what was typed is kept for the same person, and for nobody else.
 */
export type SessionPhase = 'starting' | 'unreachable' | 'signed_out' | 'expired' | 'signed_in';

/** Who is at the desk. Every request of the desk goes through `call`, which notices the session's end. */
export const useSessionStore = defineStore('desk-session', () => {
  const client = useDeskClient();
  const drafts = useDraftsStore();
  const phase = ref<SessionPhase>('starting');
  const me = shallowRef<Me>();
  /** The last time that the portal heard of us: milliseconds since the epoch. */
  const lastCallAt = ref(0);

  const enter = (person: Me): void => {
    drafts.keepFor(person.name);
    me.value = person;
    phase.value = 'signed_in';
  };
  const leave = (to: 'signed_out' | 'expired'): void => {
    me.value = undefined;
    phase.value = to;
  };

  const call = async <A extends DeskAction>(
    action: A,
    input: DeskInput<A>,
  ): Promise<DeskResult<A>> => {
    lastCallAt.value = Date.now();
    const result = await client.call(action, input);
    if (!result.ok && result.error.name === 'signed-out' && me.value) leave('expired');
    return result;
  };

  /** Asks the portal whether a session is open in this browser. */
  const start = async (): Promise<void> => {
    const result = await call('whoAmI', {});
    if (result.ok) enter(result.value);
    else if (result.error.name === 'signed-out') leave('signed_out');
    else phase.value = 'unreachable';
  };

  /** Resolves to what went wrong, or nothing. */
  const signIn = async (name: string, password: string): Promise<DeskFailure | undefined> => {
    const result = await call('signIn', { body: { name, password } });
    if (!result.ok) return result.error;
    enter(result.value);
    return undefined;
  };

  /** Ends the session here and at the portal; unsent texts are forgotten. */
  const signOut = async (): Promise<DeskFailure | undefined> => {
    const result = await call('signOut', {});
    if (!result.ok && result.error.name !== 'signed-out') return result.error;
    drafts.clear();
    leave('signed_out');
    return undefined;
  };

  /** Tells the portal that somebody is here, and notices when the session is over. */
  const stayAwake = async (): Promise<void> => {
    await call('whoAmI', {});
  };

  const isOperator = computed(() => me.value?.role === 'operator');
  return { phase, me, lastCallAt, isOperator, call, start, signIn, signOut, stayAwake };
});
