import { bakuDay } from '../../contract/domain/baku-time.ts';
import { isFinal } from '../../contract/domain/case-status.ts';
import { similarTopics } from '../../contract/domain/similar-topics.ts';
import { wordsIn } from '../../contract/domain/survey-text.ts';
import { TOPIC_SERVICE_ID, type PublishedTopic } from '../../contract/participation.ts';
import type { SurveyText } from '../../contract/domain/survey.ts';
import { recordView } from '../cases/case-history.ts';
import { changeCase } from '../cases/change-case.ts';
import { describeCase, unsealCase, type OpenedCase } from '../cases/open-case.ts';
import type { PortalContext } from '../context.ts';
import { pageOf } from '../db/pages.ts';
import type { TopicDetail, TopicList, TopicRow } from '../desk-api/participation.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { countTopics, listTopicsOf, type Proposal } from './list-proposals.ts';
import type { Worker } from './survey-desk.ts';
import { addTopic, findTopic, readTopics, toPublishedTopic } from './topic-records.ts';
import { approvedWords, refusedWords } from './topic-words.ts';

const asText = (answer: unknown): string => (typeof answer === 'string' ? answer : '');

/** A topic that came without a proposal. */
const withoutCase = (published: PublishedTopic): TopicRow => ({
  topicId: published.topicId,
  state: 'approved',
  late: false,
  published,
});

export interface Approval {
  readonly rev: number;
  readonly text: SurveyText;
  readonly more?: SurveyText | undefined;
  readonly direction: string;
}

/** Moderation: proposals of citizens for one authority, and what becomes of them. */
export const createTopicDesk = (context: PortalContext) => {
  const { db, clock, content } = context;

  const directions = (): readonly string[] =>
    content.services
      .get(TOPIC_SERVICE_ID)
      ?.questions.find(({ field }) => field === 'direction')
      ?.options?.map(({ value }) => value) ?? [];

  const isLate = ({ decided_at: decidedAt, answer_by: answerBy }: Proposal): boolean =>
    decidedAt === null && answerBy < bakuDay(clock.now());

  const toRow = (proposal: Proposal, published: PublishedTopic | undefined): TopicRow => ({
    topicId: proposal.id,
    registrationNumber: proposal.number,
    registeredOn: proposal.registered_on,
    answerBy: proposal.answer_by,
    state: published ? 'approved' : isFinal(proposal.status) ? 'closed' : 'waiting',
    late: isLate(proposal),
    ...(published && { published }),
  });

  const similarTo = async (opened: OpenedCase): Promise<PublishedTopic[]> => {
    const { answers, authorityId } = opened.content;
    const topics = (await readTopics(db, authorityId)).filter(
      ({ topicId }) => topicId !== opened.record.id,
    );
    const comparable = topics.map((topic) => ({
      ...topic,
      texts: wordsIn(topic.text),
      topic,
    }));
    const mine = {
      authorityId,
      direction: asText(answers['direction']),
      texts: [asText(answers['sentence'])],
    };
    return similarTopics(mine, comparable).map(({ topic }) => topic);
  };

  const describe = async (opened: OpenedCase, { authorityId }: Worker): Promise<TopicDetail> => {
    const detail = await describeCase(context, opened);
    const row = await findTopic(db, opened.record.id, authorityId);
    const { answers, language } = opened.content;
    return {
      ...toRow(opened.record, row && toPublishedTopic(row)),
      rev: detail.rev,
      language,
      direction: asText(answers['direction']),
      sentence: asText(answers['sentence']),
      ...(answers['more'] === undefined ? {} : { more: asText(answers['more']) }),
      similar: await similarTo(opened),
      ...(detail.decision && { decision: detail.decision.text }),
    };
  };

  /** A proposal of a citizen; anything else under that id is not there. */
  const unseal = async (topicId: string, { official }: Worker): Promise<OpenedCase> => {
    const opened = await unsealCase(context, topicId, official);
    if (opened.content.serviceId !== TOPIC_SERVICE_ID) throw new DeskProblemError('not-found');
    return opened;
  };

  const open = async (topicId: string, worker: Worker): Promise<TopicDetail> => {
    const opened = await unseal(topicId, worker);
    await recordView(context, topicId, worker.official.id);
    return describe(opened, worker);
  };

  return {
    list: async (page: number, { authorityId }: Worker): Promise<TopicList> => {
      const listed = await listTopicsOf(db, authorityId, page);
      const counts = await countTopics(db, authorityId);
      return {
        topics: listed.flatMap(({ proposal, published }) =>
          proposal !== undefined
            ? toRow(proposal, published)
            : published !== undefined
              ? withoutCase(published)
              : [],
        ),
        ...pageOf(page, counts.waiting + counts.approved + counts.closed),
        counts,
      };
    },
    open: async (topicId: string, worker: Worker): Promise<TopicDetail> => {
      const known = await findTopic(db, topicId, worker.authorityId);
      const proposal = await db
        .selectFrom('cases')
        .select('id')
        .where('id', '=', topicId)
        .executeTakeFirst();
      if (known === undefined || proposal !== undefined) return open(topicId, worker);
      const published = toPublishedTopic(known);
      return { ...withoutCase(published), direction: published.direction, similar: [] };
    },
    /** Publishes the topic in the words of the official and tells the citizen. */
    approve: async (topicId: string, approval: Approval, worker: Worker): Promise<TopicDetail> => {
      if (!directions().includes(approval.direction))
        throw new DeskProblemError('bad-input', {
          fields: [{ field: 'direction', rule: 'unknown' }],
        });
      const opened = await unseal(topicId, worker);
      const { official, authorityId } = worker;
      const { rev, text, more, direction } = approval;
      const letter = approvedWords(opened.content.language);
      const step = { to: 'answered', rev, text: letter } as const;
      await changeCase(context, topicId, official, step, (tx) =>
        addTopic(tx, {
          id: topicId,
          authorityId,
          direction,
          text,
          more,
          officialId: official.id,
          at: clock.now(),
        }),
      );
      return describe(await unseal(topicId, worker), worker);
    },
    /** Returned or declined, with a reason that the citizen reads either way. */
    refuse: async (
      topicId: string,
      refusal: { readonly kind: 'returned' | 'declined'; rev: number; reason: string },
      worker: Worker,
    ): Promise<TopicDetail> => {
      const { kind, rev, reason } = refusal;
      const opened = await unseal(topicId, worker);
      const text = refusedWords(kind, opened.content.language, reason);
      await changeCase(context, topicId, worker.official, { to: 'declined', rev, text });
      return describe(await unseal(topicId, worker), worker);
    },
  };
};
export type TopicDesk = ReturnType<typeof createTopicDesk>;
