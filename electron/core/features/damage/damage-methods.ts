import { fail, ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { HandlersOf } from '../../methods.ts';
import type { StoreDamage } from '../../store/store.ts';
import type { ConfirmBySecond } from '../../staff-pins.ts';

export interface DamageOptions {
  readonly store: StoreDamage;
  readonly audit: Pick<Audit, 'record'>;
  readonly confirm: ConfirmBySecond;
}

/** What a technician sees of damage on the disk, and says to have looked at. */
export const createDamageMethods = ({
  store,
  audit,
  confirm,
}: DamageOptions): HandlersOf<'damage'> => ({
  'damage.view': () => ok(store.damage()),
  'damage.acknowledge': async ({ second }, { staff }) => {
    const { unseen } = store.damage();
    if (unseen === 0) return fail('not_found');
    // The line first: an alarm never ends without saying who has ended it.
    const confirmed = await confirm(staff, second, (writer, agreed) =>
      audit.record({
        number: staff.number,
        act: 'damage_acknowledged',
        second: agreed.number,
        subject: String(unseen),
      })(writer),
    );
    if (!confirmed.ok) return confirmed;
    await store.acknowledgeDamage();
    return ok(store.damage());
  },
});
