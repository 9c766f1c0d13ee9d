import type { Question, ServicePack } from '../packs.ts';
import { LANGUAGES } from '../languages.ts';
import { conditionsOf, valuesCompared } from './pack-conditions.ts';
import type { Reach } from './pack-reach.ts';
import type { PackFault } from './pack-rules.ts';
import { provenanceErrors } from './provenance-review.ts';

/** More pages than this and people give up. */
const MOST_QUESTIONS = 25;

const reachErrors = (question: Question, index: number, reach: Reach): PackFault[] => {
  const path = ['questions', index];
  if (!reach.asked.has(question.field))
    return [
      { path: [...path, 'showIf'], message: `question ${question.field}: nobody is ever asked it` },
    ];
  return question.stops.flatMap((stop, number) =>
    reach.stops.has(stop)
      ? []
      : [
          {
            path: [...path, 'stops', number, 'when'],
            message: 'no answer ever leads to this stop',
          },
        ],
  );
};

const wayErrors = (pack: ServicePack, reach: Reach): PackFault[] => {
  if (!reach.certain)
    return [
      { path: ['questions'], message: 'the conditions make too many ways to check them all' },
    ];
  const faults = pack.questions.flatMap((question, index) => reachErrors(question, index, reach));
  if (!reach.completes)
    faults.push({ path: ['questions'], message: 'no way ends in a complete application' });
  if (reach.longest > MOST_QUESTIONS)
    faults.push({
      path: ['questions'],
      message: `somebody is asked ${reach.longest} questions, ${MOST_QUESTIONS} are enough`,
    });
  return faults;
};

const comparisonErrors = (pack: ServicePack): PackFault[] =>
  conditionsOf(pack).flatMap(({ path, condition }) =>
    pack.questions.flatMap(({ field, options }) =>
      options === undefined
        ? []
        : valuesCompared(condition, field)
            .filter((value) => !options.some((option) => option.value === value))
            .map((value) => ({
              path,
              message: `compares ${field} with ${JSON.stringify(value)}, which is none of its options`,
            })),
    ),
  );

const TEXT_KINDS: readonly Question['kind'][] = ['text', 'long-text'];

const settingErrors = (pack: ServicePack): PackFault[] =>
  pack.questions.flatMap(({ kind, date, maxLength }, index) => [
    ...(date !== undefined && kind !== 'date'
      ? [{ path: ['questions', index, 'date'], message: `a ${kind} has no use for it` }]
      : []),
    ...(maxLength !== undefined && !TEXT_KINDS.includes(kind)
      ? [{ path: ['questions', index, 'maxLength'], message: `a ${kind} has no use for it` }]
      : []),
  ]);

const repeated = (keys: readonly string[]): number[] =>
  keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));

const repeatErrors = ({ passport, questions }: ServicePack): PackFault[] => [
  ...repeated(passport.papers.map(({ id }) => id)).map((index) => ({
    path: ['passport', 'papers', index, 'id'],
    message: 'the same id twice',
  })),
  ...questions.flatMap(({ options = [] }, index) =>
    LANGUAGES.flatMap((language) =>
      repeated(options.map(({ label }) => label[language])).map((option) => ({
        path: ['questions', index, 'options', option, 'label', language],
        message: 'two options read the same',
      })),
    ),
  ),
];

const authorityErrors = ({ owner, questions }: ServicePack): PackFault[] => {
  const asked = questions.filter(({ kind }) => kind === 'authority');
  const path = ['questions'];
  if (asked.length > 1) return [{ path, message: 'asks for more than one authority' }];
  const [first] = asked;
  const always = first !== undefined && !first.optional && first.showIf === undefined;
  return owner === 'local-executive' && !always
    ? [{ path, message: 'everybody must be asked which authority decides (kind authority)' }]
    : [];
};

const identityErrors = ({ level, passport }: ServicePack): PackFault[] =>
  level === 'declared' || passport.counter !== undefined
    ? []
    : [
        {
          path: ['passport', 'counter'],
          message: `the level is ${level}: say what is done at the counter`,
        },
      ];

/** What refuses a service although its shape is right. */
export const serviceErrors = (pack: ServicePack, reach: Reach): readonly PackFault[] => [
  ...comparisonErrors(pack),
  ...wayErrors(pack, reach),
  ...settingErrors(pack),
  ...repeatErrors(pack),
  ...authorityErrors(pack),
  ...identityErrors(pack),
  ...provenanceErrors(pack),
];

/** What wants a second look at a service. */
export const serviceWarnings = (
  { questions, derived, schema }: ServicePack,
  reach: Reach,
): readonly PackFault[] => [
  ...questions.flatMap(({ field, showIf }, index) =>
    showIf !== undefined && reach.certain && reach.asked.has(field) && !reach.spared.has(field)
      ? [{ path: ['questions', index, 'showIf'], message: 'always holds: is "required" missing?' }]
      : [],
  ),
  ...repeated(questions.map(({ label }) => label.az)).map((index) => ({
    path: ['questions', index, 'label', 'az'],
    message: 'another question has the same label',
  })),
  ...derived.flatMap(({ name }, index) =>
    conditionsOf({ questions, schema }).some(
      ({ condition }) => valuesCompared(condition, name).length > 0,
    )
      ? []
      : [{ path: ['derived', index], message: `no condition uses ${name}` }],
  ),
];
