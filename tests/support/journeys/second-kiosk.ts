import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { signIn } from '../portal/desk-client.ts';
import type { Centre } from './centre.ts';
import { startKioskProgram, writeKioskFile } from './kiosk-program.ts';
import type { KioskProgram } from './kiosk-program.ts';

/** One more kiosk on the same cable, known to the portal under a name of its own. Ends before the centre does. */
export const startSecondKiosk = async (
  centre: Centre,
  name: string,
  config: Readonly<Record<string, unknown>> = {},
): Promise<KioskProgram> => {
  const { address, enrolment, operator } = centre.portal();
  const desk = await signIn(address, operator);
  const { enrolmentCode } = await desk.call('enrolKiosk', { body: { name } });
  const folder = join(centre.kioskData, '..', 'kiosk-2');
  await mkdir(folder, { recursive: true });
  const file = writeKioskFile(folder, centre.cable.url, { ...enrolment, enrolmentCode }, config);
  return startKioskProgram(file, folder);
};
