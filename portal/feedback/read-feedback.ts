import * as v from 'valibot';
import { FEEDBACK_REASONS, RATINGS } from '../../contract/feedback.ts';
import type { PortalContext } from '../context.ts';
import type { PortalTables } from '../db/schema.ts';
import { FEEDBACK_TEXTS, type FeedbackOverview } from '../desk-api/feedback.ts';
import { openFeedbackText } from '../seals/feedback-seal.ts';

type Row = Pick<
  PortalTables['feedback'],
  'id' | 'about' | 'rating' | 'reasons' | 'text' | 'language' | 'day'
>;

export interface FeedbackQuery {
  readonly authorityId: string;
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

const reasonsSchema = v.array(v.picklist(FEEDBACK_REASONS));
const reasonsOf = ({ reasons }: Row) => v.parse(reasonsSchema, JSON.parse(reasons));

const countService = (
  about: string,
  rows: readonly Row[],
  { services }: PortalContext['content'],
): FeedbackOverview['services'][number] => {
  const title = services.get(about)?.passport.title;
  const given = rows.flatMap(reasonsOf);
  return {
    about,
    ...(title === undefined ? {} : { title }),
    total: rows.length,
    ratings: RATINGS.map((rating) => rows.filter((row) => row.rating === rating).length),
    reasons: FEEDBACK_REASONS.map((reason) => ({
      reason,
      count: given.filter((one) => one === reason).length,
    })).filter(({ count }) => count > 0),
  };
};

const ratingSchema = v.picklist(RATINGS);

const openTexts = (
  rows: readonly Row[],
  { keys }: PortalContext,
): Promise<FeedbackOverview['texts']> =>
  Promise.all(
    rows
      .flatMap((row) => (row.text === null ? [] : [{ ...row, text: row.text }]))
      .toSorted((a, b) => b.day.localeCompare(a.day))
      .slice(0, FEEDBACK_TEXTS)
      .map(async ({ id, about, rating, day, language, text }) => ({
        about,
        rating: v.parse(ratingSchema, rating),
        day,
        language,
        text: await openFeedbackText(text, id, keys.contentKey),
      })),
  );

/** Ratings of an authority's services in a period, the most rated first. */
export const readFeedback = async (
  context: PortalContext,
  { authorityId, from, to }: FeedbackQuery,
): Promise<FeedbackOverview> => {
  const rows = await context.db
    .selectFrom('feedback')
    .select(['id', 'about', 'rating', 'reasons', 'text', 'language', 'day'])
    .where('authority_id', '=', authorityId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('id') // random: texts of a day tell nothing of their order
    .execute();
  const names = [...new Set(rows.map(({ about }) => about))];
  const services = names.map((about) =>
    countService(
      about,
      rows.filter((row) => row.about === about),
      context.content,
    ),
  );
  services.sort((a, b) => b.total - a.total || a.about.localeCompare(b.about));
  return { from, to, services, texts: await openTexts(rows, context) };
};
