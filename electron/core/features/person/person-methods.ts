import { parseFin } from '../../../../contract/domain/fin.ts';
import { parsePersonName } from '../../../../contract/domain/person-name.ts';
import type { FieldError } from '../../../../contract/errors.ts';
import type { PersonField, ProposedPerson } from '../../../../contract/person.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { HandlersOf } from '../../methods.ts';
import { type Person, viewOfPerson } from '../../person.ts';
import { type CardDetails, readCard } from './read-card.ts';

export interface PersonOptions {
  /** ISO day in Baku. */
  readonly today: () => string;
}

/** Reading, typing and confirming who stands at the kiosk. Whoever they say to be, the level is "declared". */
export const createPersonMethods = ({ today }: PersonOptions): HandlersOf<'person'> => ({
  'person.get': (_input, { citizen }) => ok(viewOfPerson(citizen.person)),
  'person.readCard': ({ zone }, { citizen: { person } }) => {
    const reading = readCard(zone, today());
    if (!reading.ok)
      return fail('bad_input', { fields: reading.rules.map((rule) => ({ field: 'zone', rule })) });
    person.proposed = proposalOf(reading.card);
    return ok(viewOfPerson(person));
  },
  'person.declare': (typed, { citizen: { person } }) => {
    const declared = parseDeclared(typed);
    if (!declared.ok) return fail('bad_input', { fields: declared.problems });
    person.proposed = { source: 'typed', fields: declared.fields, expired: false };
    return ok(viewOfPerson(person));
  },
  'person.confirm': (_input, { citizen: { person } }) => {
    if (person.proposed === undefined) return fail('not_found');
    confirm(person, person.proposed);
    return ok(viewOfPerson(person));
  },
  'person.forget': (_input, { citizen: { person } }) => {
    person.proposed = undefined;
    person.confirmed = undefined;
    person.known.clear();
    return ok(viewOfPerson(person));
  },
});

const confirm = (person: Person, proposed: ProposedPerson): void => {
  person.confirmed = { ...proposed, level: 'declared' };
  person.proposed = undefined;
  for (const [field, value] of Object.entries(proposed.fields) as [PersonField, string][])
    person.known.set(field, value);
};

const proposalOf = (card: CardDetails): ProposedPerson => ({
  source: 'card',
  expired: card.expired,
  fields: {
    ...(card.fin !== undefined && { fin: card.fin }),
    surname: card.surname,
    'given-names': card.givenNames,
    name: `${card.givenNames} ${card.surname}`.trim(),
    'birth-date': card.birthDate,
    'document-number': card.documentNumber,
  },
});

const DOCUMENT_NUMBER = /^[A-Z0-9]{6,12}$/;

type Declared =
  | { readonly ok: true; readonly fields: ProposedPerson['fields'] }
  | { readonly ok: false; readonly problems: readonly FieldError[] };

const parseDeclared = (typed: {
  readonly fin: string;
  readonly documentNumber?: string | undefined;
  readonly name: string;
}): Declared => {
  const fin = parseFin(typed.fin);
  const name = parsePersonName(typed.name);
  const number = (typed.documentNumber ?? '').toUpperCase().replace(/[\s№-]/gu, '');
  const problems: FieldError[] = [
    ...(fin.ok ? [] : [{ field: 'fin', rule: fin.rule }]),
    ...(name.ok ? [] : [{ field: 'name', rule: name.rule }]),
    ...(number === '' || DOCUMENT_NUMBER.test(number)
      ? []
      : [{ field: 'documentNumber', rule: 'document_number' }]),
  ];
  if (!fin.ok || !name.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    fields: {
      fin: fin.value,
      name: name.value,
      ...(number !== '' && { 'document-number': number }),
    },
  };
};
