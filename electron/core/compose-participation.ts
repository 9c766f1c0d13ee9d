import {
  DECISION_PUBLICATION,
  publishedDecisionSchema,
  publishedTopicSchema,
  TOPIC_PUBLICATION,
  TOPIC_SERVICE_ID,
} from '../../contract/participation.ts';
import type { CoreConfig } from './config.ts';
import { createNames } from './features/participation/names.ts';
import { createParticipationMethods } from './features/participation/participation-methods.ts';
import { createSaveComment } from './features/participation/save-comment.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Packs } from './packs/load-packs.ts';
import type { Ports } from './ports.ts';
import type { PrintShop } from './printing/print-shop.ts';
import type { Publications } from './publications.ts';
import type { SubmissionQueue } from './submission-queue.ts';
import type { SurveyBook } from './voting/survey-book.ts';

export interface ParticipationSide {
  readonly ports: Pick<Ports, 'ids' | 'clock'>;
  readonly config: CoreConfig;
  readonly packs: Pick<Packs, 'authorities' | 'services'>;
  readonly publications: Publications;
  /** Surveys and results whose signatures were checked: nothing else is shown. */
  readonly book: SurveyBook;
  readonly queue: SubmissionQueue;
  readonly time: KioskTime;
  readonly shop: PrintShop;
}

/** Topics and surveys at the kiosk, from what was published to it. */
export const composeParticipation = ({
  ports: { ids, clock },
  config,
  packs,
  publications,
  book,
  queue,
  time,
  shop,
}: ParticipationSide) =>
  createParticipationMethods({
    topics: () => [...publications.read(TOPIC_PUBLICATION, publishedTopicSchema).values()],
    decisions: () => [...publications.read(DECISION_PUBLICATION, publishedDecisionSchema).values()],
    surveys: () => book.list(),
    board: (surveyId) => book.board(surveyId)?.board,
    names: createNames(
      () => packs.authorities,
      () => packs.services.get(TOPIC_SERVICE_ID),
    ),
    now: time.now,
    shop,
    portalUrl: config.kiosk.portal?.url,
    saveComment: createSaveComment({
      queue,
      ids,
      now: time.now,
      monotonic: () => clock.monotonic(),
    }),
  });
