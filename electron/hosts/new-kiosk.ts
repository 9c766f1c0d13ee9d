import * as v from 'valibot';
import { kioskConfigSchema } from '../core/config.ts';
import type { KioskConfig } from '../core/config.ts';

/** What stands in for the configuration while a new kiosk is set up at its screen. */
export const newKiosk = (): KioskConfig =>
  v.parse(kioskConfigSchema, {
    agencyName: { az: 'ASAN xidmət', ru: 'Служба ASAN', en: 'ASAN service' },
    centreName: { az: 'Yeni köşk', ru: 'Новый киоск', en: 'New kiosk' },
    authorityId: 'az',
    callCentre: '108',
    // A stick with a kiosk.yaml is looked for where technicians mount sticks.
    transferFolder: process.platform === 'win32' ? 'D:\\' : '/media/stick',
  });
