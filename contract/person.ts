import type { IdentityLevel } from './packs.ts';

/** What a question may ask of the person at the kiosk; the answer to one fills in all others of its kind. */
export const PERSON_FIELDS = [
  'fin',
  'surname',
  'given-names',
  'name', // given names and surname in one line
  'birth-date',
  'document-number',
  'phone',
  'email',
  'address',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** Rules that a machine-readable zone can break; the screen has a sentence for each. */
export const CARD_FAULTS = [
  'zone_length',
  'zone_characters',
  'card_foreign', // not an Azerbaijani card
  'card_number_check',
  'card_birth_check',
  'card_expiry_check',
  'card_whole_check', // the digit over the whole zone: one of the other characters was misread
  'card_unreadable',
] as const;
export type CardFault = (typeof CARD_FAULTS)[number];

/** Where the details come from. Neither is proof: nobody has compared the card with the person. */
export type PersonSource = 'card' | 'typed';

export interface ProposedPerson {
  readonly source: PersonSource;
  readonly fields: Readonly<Partial<Record<PersonField, string>>>;
  /** The card is past its date: said, not refused; the authority decides. */
  readonly expired: boolean;
}

export interface PersonView {
  /** Read or declared, and not confirmed yet. */
  readonly proposed?: ProposedPerson;
  /** Confirmed details. */
  readonly confirmed?: ProposedPerson & { readonly level: IdentityLevel };
  /** Everything that forms are filled in with: the confirmed details and what was answered since. */
  readonly known: Readonly<Partial<Record<PersonField, string>>>;
}
