import { formatDay } from '../../../../contract/domain/az-text.ts';
import type { ArticleBlock, InformationPack } from '../../../../contract/information.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintBlock, PrintDocument } from '../../../../contract/print-document.ts';
import { paperWords } from '../../printing/paper-words.ts';

/** A page or news item on paper, with where it comes from and how old it is. */
export const articleDocument = (article: InformationPack, language: Language): PrintDocument => {
  const word = paperWords(language);
  const { provenance, link, date } = article;
  return {
    language,
    title: article.title[language],
    blocks: [
      { kind: 'text', tone: 'strong', text: article.summary[language] },
      ...article.body.map((block) => blockOnPaper(block, language)),
      ...(link === undefined
        ? []
        : [
            { kind: 'text' as const, tone: 'small' as const, text: link },
            { kind: 'qr' as const, text: link, caption: word('page.link') },
          ]),
      { kind: 'text', tone: 'small', text: word('page.asOf', { date: formatDay(language, date) }) },
      ...(provenance.status === 'unverified'
        ? [{ kind: 'text' as const, tone: 'small' as const, text: word('page.unverified') }]
        : []),
      ...(provenance.source === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              tone: 'small' as const,
              text: word('page.source', { source: provenance.source }),
            },
          ]),
    ],
  };
};

const blockOnPaper = (block: ArticleBlock, language: Language): PrintBlock => {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return { kind: block.kind, text: block.text[language] };
    case 'steps':
      return { kind: 'steps', items: block.items.map((item) => item[language]) };
    case 'points':
      return {
        kind: 'text',
        text: block.items.map((item) => `• ${item[language]}`).join('\n'),
      };
  }
};
