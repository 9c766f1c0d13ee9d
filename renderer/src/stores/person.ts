import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { LONGEST_ZONE_TEXT } from '../../../contract/domain/card-zone.ts';
import type { PersonView } from '../../../contract/person.ts';
import { type CallError, type CallResult, useKioskClient } from '../api/kiosk-client.ts';

type PersonMethod = 'person.get' | 'person.readCard' | 'person.confirm' | 'person.forget';

/** Who the person says to be, as far as the core knows. */
export const usePersonStore = defineStore('person', () => {
  const client = useKioskClient();
  const view = shallowRef<PersonView>();
  /** The screen from which the card was asked for. */
  const returnTo = ref('/services');

  const take = (answer: CallResult<PersonMethod>): CallError | undefined => {
    if (answer.ok) view.value = answer.value;
    return answer.ok ? undefined : answer.error;
  };
  const load = async () => take(await client.call('person.get', {}));
  const read = async (text: string) =>
    take(await client.call('person.readCard', { zone: text.slice(0, LONGEST_ZONE_TEXT) }));
  const confirm = async () => take(await client.call('person.confirm', {}));
  const forget = async () => take(await client.call('person.forget', {}));
  const reset = (): void => {
    view.value = undefined;
    returnTo.value = '/services';
  };
  return { view, returnTo, load, read, confirm, forget, reset };
});
