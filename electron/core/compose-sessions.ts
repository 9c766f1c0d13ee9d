import type { CoreConfig } from './config.ts';
import type { Counters } from './counters.ts';
import type { Settings } from './device-settings.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Packs } from './packs/load-packs.ts';
import type { Ports } from './ports.ts';
import { createSessions, type Sessions } from './session.ts';
import { createUsageCounts } from './usage-counts.ts';

/** Time for a screen that is late with its own wipe, until the core does it. Milliseconds. */
const IDLE_GRACE = 15_000;

/** Milliseconds without a touch until a technician is signed out of a kiosk that is being set up. */
const SETUP_IDLE_LIMIT = 15 * 60_000;

/** The places in front of the screens, with the limits that hold at this kiosk. */
export const composeSessions = (given: {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly packs: Packs;
  readonly settings: Settings;
  readonly counters: Counters;
  readonly time: KioskTime;
}): Sessions => {
  const { ports, config, packs, settings, counters, time } = given;
  const { clock, ids, log } = ports;
  return createSessions({
    ...{ clock, ids, log },
    now: time.now,
    idleLimit: () => {
      const { warnAfter, wipeAfter } = settings.current().idle;
      return (warnAfter + wipeAfter) * 1000 + IDLE_GRACE;
    },
    // Whoever sets a kiosk up measures it with a tape between two touches.
    ...(config.isNew === true && { staffIdleLimit: SETUP_IDLE_LIMIT }),
    citizenLeft: createUsageCounts({ counters, packs, time }),
  });
};
