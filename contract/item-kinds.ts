/**
 * What a kiosk may send to the portal. A case gets a receipt, a registration number and an answer;
 * a note is taken in and that is all: it belongs to a case, or to nobody.
 */
export const CASE_KINDS = ['application', 'appeal', 'idea', 'topic', 'reception'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const NOTE_KINDS = [
  'feedback',
  'support',
  'message',
  'attachment',
  'vote-auth',
  'survey-comment',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const ITEM_KINDS = [...CASE_KINDS, ...NOTE_KINDS] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const isCaseKind = (kind: ItemKind): kind is CaseKind =>
  (CASE_KINDS as readonly string[]).includes(kind);
