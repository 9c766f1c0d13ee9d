import type { ArticleBlock, InformationPack } from '../../../contract/information.ts';
import type { Localized } from '../../../contract/languages.ts';
import type { Authority, ServicePack } from '../../../contract/packs.ts';
import type { SearchDocument } from '../../../contract/search.ts';
import type { Packs } from './load-packs.ts';

/** Everything in the packs that a citizen may look for. */
export const searchablePacks = (packs: Packs): readonly SearchDocument[] => [
  ...[...packs.services.values()].map(serviceDocument),
  ...[...packs.information.values()].map(articleDocument),
  ...packs.authorities.map(authorityDocument),
];

const serviceDocument = ({ id, passport }: ServicePack): SearchDocument => ({
  kind: 'service',
  id,
  title: passport.title,
  summary: passport.summary,
  body: [passport.whoDecides, ...passport.conditions, ...passport.papers.map(({ title }) => title)],
});

const articleDocument = (article: InformationPack): SearchDocument => ({
  kind: article.kind,
  id: article.id,
  title: article.title,
  summary: article.summary,
  ...(article.keywords && { keywords: [article.keywords] }),
  body: article.body.flatMap(textsOf),
});

const textsOf = (block: ArticleBlock): readonly Localized[] =>
  'items' in block ? block.items : [block.text];

/** What people call the body itself, in the three languages. */
const EXECUTIVE: Localized = {
  az: 'Yerli icra hakimiyyəti',
  ru: 'Местная исполнительная власть',
  en: 'Local executive authority',
};

const authorityDocument = ({ id, name, shortName }: Authority): SearchDocument => ({
  kind: 'authority',
  id,
  title: name,
  summary: EXECUTIVE,
  keywords: [shortName],
});
