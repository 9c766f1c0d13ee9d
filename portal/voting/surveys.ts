import * as v from 'valibot';
import type { VoteClass } from '../../contract/domain/survey.ts';
import {
  type Board,
  BOARD_PUBLICATION,
  trackerPageId,
  trackerPages,
  TRACKERS_A_PAGE,
  TRACKERS_PUBLICATION,
} from '../../contract/voting/board.ts';
import {
  MANIFEST_TYPE,
  manifestSchema,
  SURVEY_PUBLICATION,
  type SurveyContent,
  surveyContentSchema,
  type SurveyManifest,
  surveyPhase,
  type SurveyTimes,
  surveyTimesSchema,
} from '../../contract/voting/manifest.ts';
import type { PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { signMessage } from '../seals/signed-messages.ts';
import { type BoardRole, isStepDue, nextStep, type SignedBoard } from './board/board.ts';
import type { BallotBox } from './ballot-box/ballot-box.ts';
import { sizesOf } from './ballot-box/count.ts';
import type { Registrar } from './registrar/registrar.ts';
import { parseManifest, type SurveyRecords } from './survey-records.ts';

/** Puts something into the kiosks' feed, replacing what was there under the same kind and id. */
export type Publish = (
  tx: Tx,
  publication: { readonly kind: string; readonly id: string; readonly body: object },
) => Promise<void>;

export interface SurveysOptions {
  readonly context: Pick<PortalContext, 'db' | 'clock' | 'ids' | 'keys' | 'log'>;
  readonly records: SurveyRecords;
  readonly registrar: Registrar;
  readonly ballotBox: BallotBox;
  readonly board: BoardRole;
  readonly publish: Publish;
  /** Takes from the ballots what the database notes about their arrival. */
  readonly mix: () => Promise<void>;
}

/** What more is to be done in the same transaction, e.g. the topic's own row. */
type Also = (tx: Tx, manifest: SurveyManifest) => Promise<void>;

export interface Surveys {
  /** Makes the survey's keys, signs its manifest and gives it to the kiosks. Throws for content or times that do not fit. */
  open(
    survey: { content: SurveyContent; times: SurveyTimes },
    also?: Also,
  ): Promise<SurveyManifest>;
  /**
   * Ends a survey before its time; grace and counting move with it. Undefined when it is not open (any more).
   * Votes cast offline before this moment still count until the new grace time.
   */
  closeEarly(
    surveyId: string,
    reason: SurveyContent['title'],
    also?: Also,
  ): Promise<SurveyManifest | undefined>;
  /** Publishes every step that is due and finishes surveys at their end. Safe to call at any time, by any instance. */
  publishDue(): Promise<readonly Board[]>;
  find(surveyId: string): Promise<SurveyManifest | undefined>;
  /** Those that there are, by id. */
  findAll(surveyIds: readonly string[]): Promise<ReadonlyMap<string, SurveyManifest>>;
  /** What was published last, with its list: the only figures that anybody sees. Undefined before the first step. */
  published(surveyId: string): Promise<SignedBoard | undefined>;
  /** What was published last of these surveys, by survey, without the lists. */
  boards(surveyIds: readonly string[]): Promise<ReadonlyMap<string, Board>>;
  /** The survey in whose list, as it was published last, the tracker stands. */
  listing(tracker: string): Promise<string | undefined>;
}

/** One key for what is typed, one for what was signed in; a survey for signed-in people has only the latter. */
const classesFor = ({ level }: SurveyContent): readonly VoteClass[] =>
  level === 'verified' ? ['verified'] : ['verified', 'declared'];

export const createSurveys = (options: SurveysOptions): Surveys => {
  const { context, records, registrar, ballotBox, board, publish, mix } = options;
  const { db, clock, log } = context;

  const write = async (tx: Tx, manifest: SurveyManifest, isNew: boolean): Promise<void> => {
    const signed = signMessage(manifest, MANIFEST_TYPE, context.keys.signing);
    const { surveyId, rev, times } = manifest;
    const row = {
      rev,
      opens: times.opens,
      closes: times.closes,
      grace_until: times.graceUntil,
      ballots_until: times.ballotsUntil,
      manifest: JSON.stringify(manifest),
      signed,
    };
    if (isNew)
      await tx
        .insertInto('surveys')
        .values({ id: surveyId, final: false, ...row })
        .execute();
    else await tx.updateTable('surveys').set(row).where('id', '=', surveyId).execute();
    await publish(tx, { kind: SURVEY_PUBLICATION, id: surveyId, body: { manifest: signed } });
  };

  const locked = async (tx: Tx, surveyId: string): Promise<SurveyManifest | undefined> => {
    const row = await tx
      .selectFrom('surveys')
      .select(['manifest', 'final'])
      .where('id', '=', surveyId)
      .forNoKeyUpdate() // ballots may come meanwhile: their foreign key only reads this row
      .executeTakeFirst();
    if (row === undefined || row.final) return undefined;
    return parseManifest(row);
  };

  const announce = async (
    tx: Tx,
    { board: step, signed, trackers }: SignedBoard,
  ): Promise<void> => {
    const { surveyId } = step;
    for (let page = 0; page < trackerPages(trackers.length); page += 1) {
      const part = trackers.slice(page * TRACKERS_A_PAGE, (page + 1) * TRACKERS_A_PAGE);
      await publish(tx, {
        kind: TRACKERS_PUBLICATION,
        id: trackerPageId(surveyId, page),
        body: { step: step.step, trackers: part.join('') },
      });
    }
    await publish(tx, { kind: BOARD_PUBLICATION, id: surveyId, body: { board: signed } });
  };

  /** Whether to look closer: a first look that locks nothing and opens no ballot. */
  const mayBeDue = async (surveyId: string): Promise<boolean> => {
    const manifest = await records.find(db, surveyId);
    if (manifest === undefined) return false;
    const before = (await board.latest(db, surveyId))?.board;
    return isStepDue(manifest, before, await ballotBox.sizes(db, manifest), clock.now());
  };

  const publishStep = async (tx: Tx, surveyId: string): Promise<Board | undefined> => {
    const manifest = await locked(tx, surveyId); // one instance at a time
    if (manifest === undefined) return undefined;
    const before = (await board.latest(tx, surveyId))?.board;
    const now = clock.now();
    const counted = await ballotBox.count(tx, manifest);
    // Ballots go on arriving: what was counted decides, or a single one might stand alone.
    if (!isStepDue(manifest, before, sizesOf(counted), now)) return undefined;
    const issued = await registrar.issued(tx, surveyId); // last, so that no ballot is ahead of its token
    const step = nextStep(manifest, before, issued, counted, now);
    await announce(tx, await board.keep(tx, step, counted.trackers));
    if (step.final) {
      await registrar.forget(tx, surveyId);
      await tx.updateTable('surveys').set({ final: true }).where('id', '=', surveyId).execute();
    }
    return step;
  };

  return {
    open: async ({ content, times }, also) => {
      const surveyId = `s-${context.ids.next()}`;
      const parsed = v.parse(surveyContentSchema, content);
      const voteKeys = await registrar.createKeys(surveyId, classesFor(parsed));
      const boxKey = await ballotBox.createKey(surveyId);
      const manifest = v.parse(manifestSchema, {
        v: 1,
        surveyId,
        rev: 1,
        content: parsed,
        times: v.parse(surveyTimesSchema, times),
        voteKeys: voteKeys.map((key) => key.public),
        boxJwk: boxKey.public,
        boxSigningJwk: ballotBox.signingPublic,
        registrarJwk: registrar.sealingPublic,
        boardJwk: board.signingPublic,
      });
      await inTransaction(db, async (tx) => {
        await write(tx, manifest, true);
        await registrar.keepKeys(tx, surveyId, voteKeys);
        await ballotBox.keepKey(tx, surveyId, boxKey);
        await also?.(tx, manifest);
      });
      log.info('survey.opened', { survey: surveyId });
      return manifest;
    },
    closeEarly: (surveyId, reason, also) =>
      inTransaction(db, async (tx) => {
        const manifest = await locked(tx, surveyId);
        const now = clock.now();
        if (manifest === undefined || surveyPhase(manifest.times, now) !== 'open') return undefined;
        const { times } = manifest;
        const earlier = times.closes - now;
        const closed: SurveyManifest = {
          ...manifest,
          rev: manifest.rev + 1,
          times: {
            opens: times.opens,
            closes: now,
            graceUntil: times.graceUntil - earlier,
            ballotsUntil: times.ballotsUntil - earlier,
          },
          closedEarly: { announcedCloses: times.closes, reason },
        };
        await write(tx, v.parse(manifestSchema, closed), false);
        await also?.(tx, closed);
        return closed;
      }),
    publishDue: async () => {
      const running = await db
        .selectFrom('surveys')
        .select('id')
        .where('final', '=', false)
        .where('opens', '<=', clock.now())
        .execute();
      const steps: Board[] = [];
      for (const { id } of running) {
        if (!(await mayBeDue(id))) continue;
        await mix(); // whoever sees the list and the tables must not find who came when
        const step = await inTransaction(db, (tx) => publishStep(tx, id));
        if (step !== undefined) steps.push(step);
      }
      return steps;
    },
    find: (surveyId) => records.find(db, surveyId),
    findAll: (surveyIds) => records.findAll(db, surveyIds),
    published: (surveyId) => board.latest(db, surveyId),
    boards: (surveyIds) => board.latestOf(db, surveyIds),
    listing: (tracker) => board.listing(db, tracker),
  };
};
