import { isRealDay } from '../../../contract/domain/baku-time.ts';
import { maskFin } from '../../../contract/domain/fin.ts';
import type { CaseAnswer } from '../../desk-api.ts';

const DOTS = '••••';

const initials = (name: string): string =>
  name
    .split(/\s+/u)
    .map((part) => `${[...part][0] ?? ''}.`)
    .join(' ');

/** A personal answer as it stands on a desk that others can see, until the official asks for it. */
export const masked = ({ kind, value }: Pick<CaseAnswer, 'kind' | 'value'>): string => {
  if (value.type !== 'text' || value.text === '') return DOTS;
  if (kind === 'fin') return maskFin(value.text);
  if (kind === 'phone') return `${DOTS} ${value.text.slice(-2)}`;
  return kind === 'person-name' ? initials(value.text) : DOTS;
};

/** Whether an answer of kind date can be said in words; anything else is shown as it was typed. */
export const isoDay = (text: string): boolean => isRealDay(text);
