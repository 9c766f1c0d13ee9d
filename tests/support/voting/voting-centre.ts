import type { SurveyContent, SurveyManifest } from '../../../contract/voting/manifest.ts';
import {
  createMovableClock,
  type MovableClock,
  startTestPortal,
  type TestPortal,
} from '../portal/start-test-portal.ts';
import { surveyContent } from './sample-survey.ts';
import { startVotingKiosk, type VotingKiosk, type VotingKioskOptions } from './voting-kiosk.ts';
import { HOUR, timesFrom } from './voters.ts';

/** A real portal with its HTTP server, and kiosks that are enrolled with it. The portal's clock stands until it is moved. */
export interface VotingCentre {
  readonly portal: TestPortal;
  readonly clock: MovableClock;
  /** A survey that has been open for an hour, by whatever clock. */
  open(content?: Partial<SurveyContent>): Promise<SurveyManifest>;
  kiosk(options?: Partial<VotingKioskOptions>): Promise<VotingKiosk>;
  /** Publishes what is due now. */
  publish(): ReturnType<TestPortal['portal']['context']['voting']['surveys']['publishDue']>;
  /** Stops the kiosks and removes everything. */
  dispose(): Promise<void>;
}

export const startVotingCentre = async (
  portalOptions: Parameters<typeof startTestPortal>[0] = {},
): Promise<VotingCentre> => {
  const clock = createMovableClock();
  const portal = await startTestPortal({
    withPeople: false,
    ...portalOptions,
    ports: { clock, ...portalOptions.ports },
  });
  const { surveys } = portal.portal.context.voting;
  const kiosks: VotingKiosk[] = [];
  return {
    portal,
    clock,
    open: (content) =>
      surveys.open({ content: surveyContent(content), times: timesFrom(clock.now() - HOUR) }),
    kiosk: async (options = {}) => {
      const kiosk = await startVotingKiosk({
        url: portal.url,
        keyThumbprint: portal.keyThumbprint,
        ...(options.disk === undefined && { enrolmentCode: await portal.newEnrolmentCode() }),
        ...options,
      });
      kiosks.push(kiosk);
      return kiosk;
    },
    publish: () => surveys.publishDue(),
    dispose: async () => {
      for (const kiosk of kiosks) kiosk.kill();
      await portal.dispose();
    },
  };
};
