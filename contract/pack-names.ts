// Names that the first screens need without the packs' schemas: those come with the pages that parse.

/** Identity levels in rising order: typed by the person, seen by staff, confirmed by sign-in. */
export const IDENTITY_LEVELS = ['declared', 'staff-seen', 'verified'] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];

/** The fourteen economic regions (decree No 1386 of 7 July 2021): how people look for a district whose name they cannot spell. */
export const REGIONS = [
  'baku',
  'nakhchivan',
  'absheron-khizi',
  'mountainous-shirvan',
  'ganja-dashkasan',
  'karabakh',
  'gazakh-tovuz',
  'guba-khachmaz',
  'lankaran-astara',
  'central-aran',
  'mil-mughan',
  'shaki-zagatala',
  'eastern-zangazur',
  'shirvan-salyan',
] as const;
export type Region = (typeof REGIONS)[number];

/** The form by which a citizen proposes a topic; its options are the directions. */
export const TOPIC_SERVICE_ID = 'topic-proposal';

/** So many times of a reception may be named, the wanted one first. */
export const MOST_CHOICES = 3;

/** From very bad to very good; the screen has a face and a word for each. */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];
