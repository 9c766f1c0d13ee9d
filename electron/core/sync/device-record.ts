import type { DeviceRecord } from '../store/records.ts';
import type { StoreReader, StoreWriter } from '../store/store.ts';

const ID = 'device';

/** The one record about this device; empty before the first enrolment. */
export const deviceOf = (data: Pick<StoreReader | StoreWriter, 'device'>): DeviceRecord =>
  data.device.get(ID) ?? {};

/** Changes some fields; the others stay. */
export const changeDevice = (data: StoreWriter, change: DeviceRecord): void => {
  data.device.set(ID, { ...deviceOf(data), ...change });
};

/** Drops these fields. */
export const forgetOfDevice = (
  data: StoreWriter,
  fields: readonly (keyof DeviceRecord)[],
): void => {
  const left = Object.entries(deviceOf(data)).filter(
    ([field]) => !fields.some((dropped) => dropped === field),
  );
  data.device.set(ID, Object.fromEntries(left));
};
