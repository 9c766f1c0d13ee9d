import type * as v from 'valibot';
import type { InformationPack, participationCalendarSchema } from '../information.ts';
import type { Finding } from './pack-review.ts';
import type { FormContext } from './service-form.ts';

/** What the shape of a page does not say. That what it refers to exists is checked where all packs are at hand. */
export const informationFindings = ({ kind, topic, related, id }: InformationPack): Finding[] => [
  ...((kind === 'news') === (topic === 'news')
    ? []
    : [error('topic', 'news, and only news, has the topic "news"')]),
  ...related.flatMap((item, index) =>
    item.kind === 'page' && item.id === id
      ? [error(`related.${index}.id`, 'the page is related to itself')]
      : [],
  ),
];

/** An event without an authority that we know, or that ends before it begins, is refused. */
export const eventFindings = (
  { events }: v.InferOutput<typeof participationCalendarSchema>,
  { authorityIds }: Pick<FormContext, 'authorityIds'>,
): Finding[] =>
  events.flatMap((event, index): Finding[] => [
    ...(events.findIndex(({ id }) => id === event.id) < index
      ? [error(`events.${index}.id`, `the same id twice: ${event.id}`)]
      : []),
    ...(authorityIds.has(event.authorityId)
      ? []
      : [error(`events.${index}.authorityId`, 'there is no such authority')]),
    ...(event.to !== undefined && event.to < event.from
      ? [error(`events.${index}.to`, 'it ends before it begins')]
      : []),
  ]);

const error = (path: string, reason: string): Finding => ({ level: 'error', path, reason });
