import { compareText } from '../../../../contract/domain/az-text.ts';
import { packOf } from '../../../../contract/domain/reception.ts';
import {
  type AuthorityPage,
  INFORMATION_TOPICS,
  type InformationPack,
  type InformationSummary,
  type PublicEvent,
  type RelatedItem,
  type UpcomingEvent,
} from '../../../../contract/information.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Packs } from '../../packs/load-packs.ts';
import { summaryOf as serviceSummaryOf } from '../../packs/service-summary.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import { articleDocument } from './article-document.ts';

export interface InformationOptions {
  readonly packs: Packs;
  /** ISO day in Baku. */
  readonly today: () => string;
  readonly shop: PrintShop;
  /** Surveys whose manifests were checked. */
  readonly surveys: () => readonly PublicEvent[];
}

/** Pages, news, who does what, and what citizens may soon take part in. */
export const createInformationMethods = ({
  packs,
  today,
  shop,
  surveys,
}: InformationOptions): HandlersOf<'information'> => ({
  'information.list': () => {
    const all = [...packs.information.values()];
    const ofKind = (kind: InformationPack['kind']) => all.filter((one) => one.kind === kind);
    return ok({
      pages: ofKind('page')
        .sort((a, b) => INFORMATION_TOPICS.indexOf(a.topic) - INFORMATION_TOPICS.indexOf(b.topic))
        .map(summaryOf),
      news: ofKind('news')
        .sort((a, b) => b.date.localeCompare(a.date))
        .map(summaryOf),
    });
  },
  'information.get': ({ id }) => {
    const article = packs.information.get(id);
    if (article === undefined) return fail('not_found');
    return ok({ article, related: relatedOf(packs, article) });
  },
  'information.print': ({ id, language }, { citizen }) => {
    const article = packs.information.get(id);
    if (article === undefined) return fail('not_found');
    return shop.print(articleDocument(article, language), citizen);
  },
  'information.calendar': () => ok(upcoming(packs, surveys(), today())),
  'information.authorities': () =>
    ok(packs.authorities.toSorted((a, b) => compareText('az', a.name.az, b.name.az))),
  'information.authority': ({ id }) => {
    const authority = packs.authorities.find((one) => one.id === id);
    if (authority === undefined) return fail('not_found');
    return ok({
      authority,
      services: [...packs.services.values()]
        .filter(({ owner, purpose }) => owner === 'local-executive' && purpose === 'application')
        .map(serviceSummaryOf),
      events: upcoming(packs, surveys(), today()).filter(({ authorityId }) => authorityId === id),
      ...receptionForm(packs, id),
    });
  },
});

const summaryOf = ({
  id,
  kind,
  topic,
  date,
  title,
  summary,
  demonstration,
}: InformationPack): InformationSummary => ({
  id,
  kind,
  topic,
  date,
  title,
  summary,
  demonstration,
});

/** What a page points to and this kiosk does not have is left out. */
const relatedOf = (packs: Packs, { related }: InformationPack): readonly RelatedItem[] =>
  related.flatMap(({ kind, id }) => {
    const title = titleOf(packs, kind, id);
    return title === undefined ? [] : [{ kind, id, title }];
  });

const titleOf = (packs: Packs, kind: RelatedItem['kind'], id: string) => {
  switch (kind) {
    case 'page':
      return packs.information.get(id)?.title;
    case 'service':
      return packs.services.get(id)?.passport.title;
    case 'authority':
      return packs.authorities.find((one) => one.id === id)?.name;
  }
};

const upcoming = (
  packs: Packs,
  surveys: readonly PublicEvent[],
  today: string,
): readonly UpcomingEvent[] =>
  [...packs.events.map(({ provenance: _, ...event }) => event), ...surveys]
    .filter(({ from, to }) => (to ?? from) >= today)
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .flatMap((event) => {
      const name = packs.authorities.find(({ id }) => id === event.authorityId)?.name;
      return name === undefined ? [] : [{ ...event, authorityName: name }];
    });

const receptionForm = (
  { services, receptions }: Packs,
  authorityId: string,
): Pick<AuthorityPage, 'receptionForm'> => {
  const form = [...services.values()].find(({ purpose }) => purpose === 'reception');
  const receives = (packOf(receptions, authorityId)?.officials ?? []).length > 0;
  return form !== undefined && receives ? { receptionForm: form.id } : {};
};
