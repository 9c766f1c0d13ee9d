import { maskFin } from '../../../contract/domain/fin.ts';
import { initials } from '../../../contract/domain/person-name.ts';
import type { CaseAnswer } from '../../desk-api.ts';

const DOTS = '••••';

const FIN_LENGTH = 7;

/** A personal answer as it stands on a desk that others can see, until the official asks for it. */
export const masked = ({ kind, value }: Pick<CaseAnswer, 'kind' | 'value'>): string => {
  if (value.type !== 'text' || value.text.trim() === '') return DOTS;
  // The mask of a shorter code would show all of it.
  if (kind === 'fin') return value.text.length < FIN_LENGTH ? DOTS : maskFin(value.text);
  if (kind === 'phone') return `${DOTS} ${value.text.slice(-2)}`;
  return (kind === 'person-name' && initials(value.text)) || DOTS;
};
