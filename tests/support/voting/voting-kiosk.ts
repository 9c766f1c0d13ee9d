import type { SurveyAnswers } from '../../../contract/domain/survey.ts';
import type { MethodResult } from '../../../contract/kiosk-api.ts';
import { parseTracker } from '../../../contract/voting/tracker.ts';
import type { VoteFinding } from '../../../contract/voting/views.ts';
import { createKioskTime } from '../../../electron/core/kiosk-time.ts';
import type { Clock, Network, Random } from '../../../electron/core/ports.ts';
import { createPublications } from '../../../electron/core/publications.ts';
import { type OpenedStore, openStore } from '../../../electron/core/store/open-store.ts';
import { createSync, type Sync } from '../../../electron/core/sync/create-sync.ts';
import { deviceOf } from '../../../electron/core/sync/device-record.ts';
import {
  createKioskVoting,
  type KioskVoting,
} from '../../../electron/core/voting/create-kiosk-voting.ts';
import { createNodeBundles } from '../../../electron/node-ports/bundles/node-bundles.ts';
import { createIds } from '../../../electron/node-ports/ids.ts';
import { createNodeNetwork } from '../../../electron/node-ports/network.ts';
import { eventually } from '../chaos/eventually.ts';
import { createFastClock } from '../chaos/fast-clock.ts';
import { createMortalPorts } from '../chaos/mortal-ports.ts';
import { chaosConfig } from '../chaos/sync-kiosk.ts';
import { createMemoryFolders } from '../core/memory-folders.ts';
import { NO_STAFF } from '../core/no-audit.ts';
import { createMemoryFiles, type MemoryFiles } from '../store/memory-files.ts';
import { createMemoryLog, createTestKeyWrap, realRandom } from '../store/store-ports.ts';

/** Minutes of waiting pass in moments. */
const SPEED = 1000;

export interface VotingKioskOptions {
  readonly url: string;
  readonly keyThumbprint: string;
  readonly enrolmentCode?: string;
  readonly disk?: MemoryFiles;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Around the real network: to listen, or to fail. */
  readonly network?: (real: Network) => Network;
}

/** The kiosk's real store, exchange and voting without a screen. */
export interface VotingKiosk {
  readonly disk: MemoryFiles;
  readonly store: OpenedStore;
  readonly sync: Sync;
  readonly voting: KioskVoting;
  readonly log: ReturnType<typeof createMemoryLog>;
  /** Waits until this kiosk knows the survey. */
  knows(surveyId: string, rev?: number): Promise<void>;
  vote(surveyId: string, fin: string, answers: SurveyAnswers): Promise<MethodResult<'votes.cast'>>;
  /** The tracker; throws when the vote was not taken. */
  cast(surveyId: string, fin: string, answers: SurveyAnswers): Promise<string>;
  find(tracker: string): VoteFinding;
  /** Waits until nothing of any vote is left here. */
  emptied(limit?: number): Promise<void>;
  reconnect(): void;
  stop(): Promise<void>;
  kill(): void;
}

/** A quick stand-in for the slow tag: a run of thousands would take hours. */
const quickTag = (fin: string, surveyId: string, salt: string): Promise<string> =>
  Promise.resolve(`${surveyId}.${fin}.${salt}`);

export const startVotingKiosk = async (options: VotingKioskOptions): Promise<VotingKiosk> => {
  const { clock = createFastClock({ speed: SPEED }), disk = createMemoryFiles() } = options;
  const real = createNodeNetwork();
  const mortal = createMortalPorts(disk, options.network?.(real) ?? real);
  const log = createMemoryLog();
  let reconnect = (): void => undefined;
  const random = options.random ?? realRandom;
  const ports = {
    clock,
    log,
    random,
    ids: createIds(clock, realRandom),
    keyWrap: createTestKeyWrap(),
    files: mortal.files,
    foreignFolders: createMemoryFolders(),
    bundles: createNodeBundles(),
    network: {
      ...mortal.network,
      onReconnect: (listener: () => void) => {
        reconnect = listener;
        return () => undefined;
      },
    },
  };
  const config = chaosConfig(options);
  const portal = config.kiosk.portal && { ...config.kiosk.portal, pullEvery: 200, ballotDelay: 60 };
  const quickConfig = { ...config, kiosk: { ...config.kiosk, portal } };
  const store = await openStore({ folder: '/data/store', ports });
  const publications = createPublications({ data: store.data, log });
  const time = createKioskTime(clock, deviceOf(store.data).clockOffset);
  const sync = createSync({
    ports,
    store,
    time,
    ...NO_STAFF,
    config: quickConfig,
    casesChanged: () => undefined,
    published: (kinds) => publications.changed(kinds),
    statusChanged: () => undefined,
  });
  const voting = await createKioskVoting({
    ports,
    store,
    time,
    publications,
    config: quickConfig,
    queue: sync.outbox,
    tagOf: quickTag,
  });
  sync.start();
  await voting.start();
  const vote: VotingKiosk['vote'] = (surveyId, fin, answers) =>
    voting.cast({
      surveyId,
      answers,
      rev: voting.book.get(surveyId)?.rev ?? 0,
      voter: { class: 'declared', fin, documentNo: 'AA1234567' },
      level: 'declared',
    });
  return {
    disk,
    store,
    sync,
    voting,
    log,
    vote,
    knows: (surveyId, rev = 1) =>
      eventually(() => (voting.book.get(surveyId)?.rev ?? 0) >= rev, 'the survey'),
    cast: async (surveyId, fin, answers) => {
      const result = await vote(surveyId, fin, answers);
      if (!result.ok) throw new Error(`the vote was not taken: ${result.error.code}`);
      return result.value.tracker;
    },
    find: (tracker) => {
      const parsed = parseTracker(tracker);
      if (!parsed.ok) throw new Error('not a tracker');
      return voting.find(parsed.value);
    },
    emptied: (limit) =>
      eventually(
        () => sync.health().waiting === 0 && store.data.votes.size === 0,
        'votes to leave',
        limit,
      ),
    reconnect: () => reconnect(),
    stop: async () => {
      await voting.stop();
      await sync.stop();
      await store.close();
    },
    kill: () => mortal.kill(),
  };
};
