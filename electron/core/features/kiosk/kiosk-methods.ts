import { screenGeometry } from '../../../../contract/domain/screen-geometry.ts';
import { ok } from '../../../../contract/result.ts';
import type { KioskInfo, KioskStatus } from '../../../../contract/views.ts';
import type { CoreConfig } from '../../config.ts';
import type { Settings } from '../../device-settings.ts';
import type { HandlersOf } from '../../methods.ts';

export interface KioskOptions {
  readonly config: CoreConfig;
  readonly settings: Pick<Settings, 'current'>;
  readonly status: () => KioskStatus;
  readonly setup: () => KioskInfo['setup'];
  readonly offers: KioskInfo['offers'];
}

const SECOND = 1000;

/** What this kiosk is and what works on it. */
export const createKioskMethods = ({
  config,
  settings,
  status,
  setup,
  offers,
}: KioskOptions): HandlersOf<'kiosk'> => {
  const { kiosk, version } = config;
  return {
    'kiosk.info': () => {
      const door = setup();
      const { languages, idle, printing, attract, theme } = settings.current();
      return ok({
        agencyName: kiosk.agencyName,
        centreName: kiosk.centreName,
        authorityId: kiosk.authorityId,
        callCentre: kiosk.callCentre,
        languages,
        idle: { warnAfter: idle.warnAfter * SECOND, wipeAfter: idle.wipeAfter * SECOND },
        ...(attract && { attract }),
        ...(theme && { theme }),
        version,
        demonstration: kiosk.demonstration,
        ...(kiosk.screen !== undefined && { screen: screenGeometry(kiosk.screen) }),
        ...(door !== undefined && { setup: door }),
        offers: { ...offers, printing: offers.printing && printing.offered },
      });
    },
    'kiosk.alive': () => ok(null),
    'kiosk.status': () => ok(status()),
  };
};
