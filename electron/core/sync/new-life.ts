import type { EnrolReply } from '../../../contract/sync-protocol.ts';
import type { Log } from '../ports.ts';
import type { DeviceRecord } from '../store/records.ts';
import type { Store, StoreWriter } from '../store/store.ts';
import type { Batches } from './batches.ts';
import { changeDevice, deviceOf, forgetOfDevice } from './device-record.ts';
import type { DeviceKey } from './device-identity.ts';
import type { Outbox } from './outbox.ts';

/** What changes when this device gets a new identity, or the portal a new epoch. Nothing of the queue is lost by either. */
export interface NewLife {
  /** The portal knows this device by this key from now on. `code` is the digest of the code that did it. */
  enrolled(reply: EnrolReply, key: DeviceKey, code: string): Promise<void>;
  /**
   * Notes the portal's epoch. In a new one everything is offered again that the portal may have
   * lost. `chainHolds`: the portal has just taken a batch in this epoch, so the chain goes on.
   */
  heardEpoch(epoch: string, options?: { readonly chainHolds?: boolean }): Promise<void>;
}

export interface NewLifeOptions {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly batches: Batches;
  readonly log: Log;
}

export const createNewLife = ({ store, outbox, batches, log }: NewLifeOptions): NewLife => {
  const startChainAnew = (writer: StoreWriter): void => {
    for (const [seq] of store.data.batches.entries()) writer.batches.delete(seq);
    forgetOfDevice(writer, ['chain']);
  };

  return {
    enrolled: async (reply, key, code) => {
      const { kiosk, kioskName, signingKey, sealingKey, epoch } = reply;
      const before = deviceOf(store.data).enrolled;
      let offered: readonly string[] = [];
      const write = (writer: StoreWriter): void => {
        startChainAnew(writer);
        forgetOfDevice(writer, ['candidate', 'cursor', 'stickNonce']);
        if (hasToOfferAgain(before, reply)) offered = outbox.markForReoffer(writer);
        changeDevice(writer, {
          deviceKey: key.private,
          usedCode: code,
          enrolled: { kiosk, kioskName, signingKey, sealingKey, epoch },
        });
      };
      await store.update(write, { urgent: true });
      batches.dissolved();
      outbox.lineUp(offered);
      log.info('sync.enrolled', { kiosk, again: before !== undefined });
    },
    heardEpoch: async (epoch, { chainHolds = false } = {}) => {
      const { enrolled } = deviceOf(store.data);
      if (enrolled === undefined || enrolled.epoch === epoch) return;
      // A chain that has not begun is the same in both epochs: its first batch may have been taken in the new one.
      const chainGoesOn = chainHolds || deviceOf(store.data).chain === undefined;
      let offered: readonly string[] = [];
      const write = (writer: StoreWriter): void => {
        if (!chainGoesOn) startChainAnew(writer);
        // What a stick still brings was said before: its page would take us back to where the portal was.
        forgetOfDevice(writer, ['cursor', 'stickNonce']);
        offered = outbox.markForReoffer(writer);
        changeDevice(writer, { enrolled: { ...enrolled, epoch } });
      };
      await store.update(write, { urgent: true });
      if (!chainGoesOn) batches.dissolved();
      outbox.lineUp(offered);
      log.warn('sync.epoch_changed', { offeredAgain: offered.length });
    },
  };
};

/** The portal may have lost it; or it tells news of a case to the kiosk that brought it, which was another one. */
const hasToOfferAgain = (before: DeviceRecord['enrolled'], now: EnrolReply): boolean =>
  before !== undefined && (before.epoch !== now.epoch || before.kiosk !== now.kiosk);
