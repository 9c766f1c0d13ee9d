import type { DeviceRecord } from '../store/records.ts';
import type { StoreReader } from '../store/store.ts';
import { deviceOf } from './device-record.ts';
import { type DeviceKey, toDeviceKey } from './device-identity.ts';

/** This device as the portal knows it. */
export interface EnrolledDevice extends NonNullable<DeviceRecord['enrolled']> {
  readonly key: DeviceKey;
}

/** Undefined before the first enrolment. */
export const enrolledDevice = async (
  data: Pick<StoreReader, 'device'>,
): Promise<EnrolledDevice | undefined> => {
  const { enrolled, deviceKey } = deviceOf(data);
  if (enrolled === undefined || deviceKey === undefined) return undefined;
  return { ...enrolled, key: await toDeviceKey(deviceKey) };
};
