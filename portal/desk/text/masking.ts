import { maskFin } from '../../../contract/domain/fin.ts';
import type { CaseAnswer } from '../../desk-api.ts';

const DOTS = '••••';

const FIN_LENGTH = 7;

/** "E. M." */
const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/u)
    .map((part) => `${[...part][0] ?? ''}.`)
    .join(' ');

/** A personal answer as it stands on a desk that others can see, until the official asks for it. */
export const masked = ({ kind, value }: Pick<CaseAnswer, 'kind' | 'value'>): string => {
  if (value.type !== 'text' || value.text.trim() === '') return DOTS;
  // The mask of a shorter code would show all of it.
  if (kind === 'fin') return value.text.length < FIN_LENGTH ? DOTS : maskFin(value.text);
  if (kind === 'phone') return `${DOTS} ${value.text.slice(-2)}`;
  return kind === 'person-name' ? initials(value.text) : DOTS;
};
