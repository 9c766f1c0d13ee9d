import { CompactEncrypt, importJWK } from 'jose';
import type { SurveyAnswers } from '../../contract/domain/survey.ts';
import { BALLOT_BYTES, BALLOT_TYPE } from '../../contract/voting/ballot.ts';
import { encodeAnswers } from '../../contract/voting/encoded-answers.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { toTracker, TRACKER_BYTES } from '../../contract/voting/tracker.ts';
import type { PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { toOfficial, type OfficialRecord } from '../officials/officials.ts';
import { addTopic, tieTopicToSurvey } from '../participation/topic-records.ts';
import { publish } from '../publications/publish.ts';
import { DECISION_PUBLICATION } from '../../contract/participation.ts';
import { SAMPLE_SURVEYS, SAMPLE_TOPICS, type SampleSurvey } from './sample-surveys.ts';

const DAY = 24 * 60 * 60 * 1000;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

const sealBallot = async (
  { random }: PortalContext,
  { surveyId, boxJwk, content }: SurveyManifest,
  answers: SurveyAnswers,
): Promise<string> => {
  const ballot = {
    v: 1,
    surveyId,
    tracker: toTracker(random.bytes(TRACKER_BYTES)),
    answers: encodeAnswers(content.questions, answers),
  };
  const filled = Buffer.alloc(BALLOT_BYTES, ' ');
  filled.write(JSON.stringify(ballot));
  return new CompactEncrypt(filled)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: BALLOT_TYPE, kid: boxJwk.kid })
    .encrypt(await importJWK({ ...boxJwk }, 'ECDH-ES'));
};

/** Nobody voted: invented ballots go straight into the box, without tokens, and are counted like others. */
const addVotes = async (
  context: PortalContext,
  manifest: SurveyManifest,
  votes: readonly SurveyAnswers[],
): Promise<void> => {
  const { random, db } = context;
  const kid = manifest.voteKeys.find((key) => key.class === 'declared')?.kid;
  if (votes.length === 0 || kid === undefined) return;
  const chance = (): string => base64url(random.bytes(32));
  const { surveyId: survey_id } = manifest;
  const ballots = [];
  for (const answers of votes)
    ballots.push({
      token: chance(),
      survey_id,
      kid,
      rnd: chance(),
      sealed: await sealBallot(context, manifest, answers),
      sig: '',
    });
  const issuances = votes.map(() => ({
    survey_id,
    person: chance(),
    class: 'declared' as const,
    channel: 'kiosk' as const,
    blinded: chance(),
  }));
  await db.insertInto('ballot_box_ballots').values(ballots).execute();
  await db.insertInto('registrar_issuances').values(issuances).execute();
};

const addDraft = async (
  { db, ids, clock }: PortalContext,
  { content, topicId }: SampleSurvey,
  { surveyId, times }: SurveyManifest,
  author: OfficialRecord,
): Promise<void> => {
  await db
    .insertInto('survey_drafts')
    .values({
      id: ids.next(),
      authority_id: content.authorityId,
      topic_id: topicId ?? null,
      state: 'opened',
      rev: 1,
      content: JSON.stringify(content),
      opens: times.opens,
      closes: times.closes,
      grace_days: 2,
      author_id: author.id,
      checker_id: null,
      changed_at: clock.now(),
      remark: null,
      survey_id: surveyId,
    })
    .execute();
};

const open = async (
  context: PortalContext,
  sample: SampleSurvey,
  author: OfficialRecord,
): Promise<SurveyManifest> => {
  const now = context.clock.now();
  const closes = now + sample.closes * DAY;
  const times = {
    opens: now + sample.opens * DAY,
    closes,
    graceUntil: closes + 2 * DAY,
    ballotsUntil: closes + 4 * DAY,
  };
  const manifest = await context.voting.surveys.open(
    { content: sample.content, times },
    async (tx, { surveyId }) => {
      if (sample.topicId !== undefined) await tieTopicToSurvey(tx, sample.topicId, surveyId);
    },
  );
  await addDraft(context, sample, manifest, author);
  await addVotes(context, manifest, sample.votes);
  return manifest;
};

const decide = async (
  { db, clock }: PortalContext,
  { decision }: SampleSurvey,
  { surveyId }: SurveyManifest,
  official: OfficialRecord,
): Promise<void> => {
  if (decision === undefined) return;
  const { outcome, text } = decision;
  const at = clock.now();
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('survey_decisions')
      .values({
        survey_id: surveyId,
        outcome,
        text: JSON.stringify(text),
        official_id: official.id,
        at,
      })
      .execute();
    const body = { surveyId, outcome, text, official: toOfficial(official), at };
    await publish(tx, { kind: DECISION_PUBLICATION, id: surveyId, body });
  });
};

const addTopics = async (
  context: PortalContext,
  officials: ReadonlyMap<string, OfficialRecord>,
): Promise<boolean> => {
  const known = await context.db.selectFrom('topics').select('id').executeTakeFirst();
  if (known !== undefined) return false;
  await inTransaction(context.db, async (tx) => {
    for (const { daysAgo, ...topic } of SAMPLE_TOPICS) {
      const official = officials.get(topic.authorityId);
      const at = context.clock.now() - daysAgo * DAY;
      if (official !== undefined) await addTopic(tx, { ...topic, officialId: official.id, at });
    }
  });
  return true;
};

/** Topics and surveys of the first start: open ones, and closed ones with a result. `officials` by authority. */
export const addSampleParticipation = async (
  context: PortalContext,
  officials: ReadonlyMap<string, OfficialRecord>,
): Promise<void> => {
  if (!(await addTopics(context, officials))) return;
  const opened = await Promise.all(
    SAMPLE_SURVEYS.flatMap((sample) => {
      const official = officials.get(sample.content.authorityId);
      return official === undefined
        ? []
        : [open(context, sample, official).then((manifest) => ({ sample, official, manifest }))];
    }),
  );
  await context.voting.surveys.publishDue();
  for (const { sample, official, manifest } of opened)
    await decide(context, sample, manifest, official);
};
