import { formatDay, formatMoment } from '../../../../contract/domain/az-text.ts';
import { isAnswerDue } from '../../../../contract/domain/case-status.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintBlock, PrintDocument } from '../../../../contract/print-document.ts';
import type { CaseDecision, CaseView } from '../../../../contract/views.ts';
import { paperWords, statusOnPaper } from '../../printing/paper-words.ts';
import { receptionBlocks } from '../../printing/reception-blocks.ts';

/** A case as it stands, without its code: whoever holds the paper cannot open the case with it. */
export const caseDocument = (view: CaseView, language: Language): PrintDocument => {
  const word = paperWords(language);
  const fact = (key: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: word(key), value }];
  const day = (isoDay: string | undefined) => isoDay && formatDay(language, isoDay);
  return {
    language,
    title: view.title[language],
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...fact('receipt.reference', view.reference),
          ...fact('case.status', statusOnPaper(view.status, language)),
          ...fact('case.authority', view.authorityName?.[language]),
          ...fact('receipt.number', view.registrationNumber),
          ...fact('case.answerBy', isAnswerDue(view.status) ? day(view.answerBy) : undefined),
        ],
      },
      ...(view.reception === undefined ? [] : receptionBlocks(view.reception, language)),
      ...(view.decision === undefined ? [] : decisionBlocks(view.decision, language)),
      { kind: 'heading', text: word('case.timeline') },
      {
        kind: 'facts',
        rows: view.timeline.map(({ status, at }) => ({
          label: formatMoment(language, at),
          value: statusOnPaper(status, language),
        })),
      },
      ...(view.asOf === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              tone: 'small' as const,
              text: word('case.asOf', { moment: formatMoment(language, view.asOf) }),
            },
          ]),
    ],
  };
};

const decisionBlocks = (
  { kind, text, official, at }: CaseDecision,
  language: Language,
): readonly PrintBlock[] => {
  const word = paperWords(language);
  return [
    { kind: 'heading', text: word(kind === 'declined' ? 'case.reason' : 'case.decision') },
    { kind: 'text', text },
    {
      kind: 'text',
      tone: 'small',
      text: word('case.signed', { ...official, moment: formatMoment(language, at) }),
    },
    ...(kind === 'declined' ? [{ kind: 'text' as const, text: word('case.complain') }] : []),
  ];
};
