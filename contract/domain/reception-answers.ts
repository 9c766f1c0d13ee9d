import { MOST_CHOICES } from '../pack-names.ts';
import type { AnswerCheck } from './answer-rules.ts';
import { findOfficial, parseTimeAnswer, readSlotId } from './reception.ts';
import type { Facts, FormContext } from './service-form.ts';

/** Rules of the questions of a form for receptions. Without packs nothing is known, and nobody is refused for it. */

type Known = Pick<FormContext, 'receptions'>;

export const isOfficial = (answer: string, { receptions }: Known): boolean =>
  receptions === undefined || findOfficial(receptions, answer) !== undefined;

export const isReceptionTopic = (answer: string, { receptions }: Known): boolean =>
  receptions === undefined ||
  receptions.some(({ topics }) => topics.some(({ id }) => id === answer));

/** One certain time stands alone; of those that are asked for there may be three, each once. */
export const checkTimes = (answers: readonly string[]): AnswerCheck => {
  const times = [...new Set(answers)].map(parseTimeAnswer);
  if (times.length > MOST_CHOICES) return { ok: false, rule: 'times_many' };
  const isMixed = times.length > 1 && times.some((time) => time?.firm === true);
  return isMixed || times.includes(undefined)
    ? { ok: false, rule: 'choose_time' }
    : { ok: true, value: [...new Set(answers)] };
};

export type ReceptionKind = 'official' | 'reception-topic' | 'reception-times';

/** Official, topic and times belong together: another authority or official makes what hung on them wrong. */
export const receptionFault = (
  kind: ReceptionKind,
  answer: Facts[string],
  chosen: { readonly authorityId: string | undefined; readonly officialId: string | undefined },
  { receptions }: Known,
): 'choose_official' | 'choose_topic' | 'choose_time' | undefined => {
  const found =
    receptions &&
    findOfficial(receptions, kind === 'official' ? String(answer) : (chosen.officialId ?? ''));
  switch (kind) {
    case 'official':
      return found === undefined || found.pack.id === chosen.authorityId
        ? undefined
        : 'choose_official';
    case 'reception-topic':
      return found === undefined || found.official.topics.includes(String(answer))
        ? undefined
        : 'choose_topic';
    case 'reception-times':
      return Array.isArray(answer) &&
        answer.every(
          (one) => readSlotId(parseTimeAnswer(one)?.slotId ?? '').officialId === chosen.officialId,
        )
        ? undefined
        : 'choose_time';
  }
};
