import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { makeTemporaryFolder } from '../portal/temporary-folder.ts';
import { openCentre, type Centre } from './centre.ts';

export const SUPERVISOR = { number: '201', pin: '730164' };
export const TECHNICIAN = { number: '301', pin: '558207' };

export interface StaffPlace {
  readonly centre: Centre;
  readonly stick: string;
  /** Where the printer of the demonstration lays its paper. */
  readonly tray: string;
  readonly close: () => Promise<void>;
}

/** A centre with a supervisor, a technician, a stick and a printer. */
export const openStaffPlace = async (): Promise<StaffPlace> => {
  const folder = await makeTemporaryFolder('asan-staff');
  const stick = join(folder.path, 'stick');
  await mkdir(stick);
  const tray = join(folder.path, 'tray');
  const hash = (pin: string) => hashPin(pin, (length) => randomBytes(length));
  const people = [
    { ...SUPERVISOR, name: 'Kamran Nəzarətçiyev', role: 'supervisor', phone: '+994502223344' },
    { ...TECHNICIAN, name: 'Tural Texnikov', role: 'technician' },
  ];
  const centre = await openCentre({
    kiosk: {
      transferFolder: stick,
      printer: { via: 'folder', paper: 'a4', folder: tray },
      staff: await Promise.all(people.map(async (one) => ({ ...one, pin: await hash(one.pin) }))),
    },
  });
  return {
    centre,
    stick,
    tray,
    close: async () => {
      await centre.close();
      await folder.remove();
    },
  };
};
