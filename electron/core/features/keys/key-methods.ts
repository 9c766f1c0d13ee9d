import { ok } from '../../../../contract/result.ts';
import type { KeysView } from '../../../../contract/staff-views.ts';
import type { Audit } from '../../audit.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Store, StoreKeys } from '../../store/store.ts';

export interface KeyOptions {
  readonly store: StoreKeys & Pick<Store, 'update'>;
  readonly audit: Pick<Audit, 'record'>;
}

const viewOf = ({ since, earlier }: ReturnType<StoreKeys['keys']>): KeysView => {
  if (since === 0) return { state: 'next_start' };
  return { since, state: earlier > 0 ? 'renewing' : 'settled' };
};

/** What a technician sees of the keys of the data, and asks for. */
export const createKeyMethods = ({ store, audit }: KeyOptions): HandlersOf<'keys'> => ({
  'keys.view': () => ok(viewOf(store.keys())),
  'keys.renew': async (_input, { staff }) => {
    // The line first: no key is ever renewed without saying who has asked for it.
    const line = audit.record({ number: staff.number, act: 'keys_renewed' });
    await store.update(line, { urgent: true });
    await store.renewAtNextStart();
    return ok(viewOf(store.keys()));
  },
});
