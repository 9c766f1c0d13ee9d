import { screenGeometry } from '../../../../contract/domain/screen-geometry.ts';
import { ok } from '../../../../contract/result.ts';
import type { KioskInfo, KioskStatus } from '../../../../contract/views.ts';
import type { CoreConfig } from '../../config.ts';
import type { HandlersOf } from '../../methods.ts';

export interface KioskOptions {
  readonly config: CoreConfig;
  readonly status: () => KioskStatus;
  readonly offers: KioskInfo['offers'];
}

const SECOND = 1000;

/** What this kiosk is and what works on it. */
export const createKioskMethods = ({
  config,
  status,
  offers,
}: KioskOptions): HandlersOf<'kiosk'> => {
  const { kiosk, version } = config;
  return {
    'kiosk.info': () =>
      ok({
        agencyName: kiosk.agencyName,
        centreName: kiosk.centreName,
        authorityId: kiosk.authorityId,
        callCentre: kiosk.callCentre,
        languages: kiosk.languages,
        idle: {
          warnAfter: kiosk.idle.warnAfter * SECOND,
          wipeAfter: kiosk.idle.wipeAfter * SECOND,
        },
        version,
        demonstration: kiosk.demonstration,
        ...(kiosk.screen !== undefined && { screen: screenGeometry(kiosk.screen) }),
        offers,
      }),
    'kiosk.status': () => ok(status()),
  };
};
