import type { Localized } from './languages.ts';

/** A pack that the kiosk works with. */
export interface InstalledPack {
  readonly kind: 'service' | 'information' | 'receptions' | 'authorities' | 'calendar' | 'consent';
  /** Of the authorities their number, of the calendar its years. */
  readonly id: string;
  /** As citizens read it: of a service, an article, an authority that receives. */
  readonly title?: Localized;
  readonly version?: number;
}

/** Why a bundle on the stick was not taken. */
export const CONTENT_FAULTS = [
  'missing', // no bundle on the stick
  'damaged',
  'not_trusted', // fewer than two of the known keys have signed it
  'not_allowed', // it asks for what is never allowed: a path that leads out, too much of something
  'other_kind',
  'other_channel',
  'older',
  'no_room',
  'no_keys', // the configuration names no keys, so no bundle can be trusted
  'bad_packs', // signed, but a pack in it is not of the agreed shape
] as const;
export type ContentFault = (typeof CONTENT_FAULTS)[number];

export interface ContentView {
  /** Version of the bundle in use; left out for what came with the program. */
  readonly version?: string;
  readonly packs: readonly InstalledPack[];
  /** Names of files that were left out because they are not of the agreed shape. */
  readonly leftOut: readonly string[];
  /** What the next start will use, where that is something else; null: what came with the program. */
  readonly next?: string | null;
  /** What can be gone back to; null: what came with the program. */
  readonly before?: string | null;
}

export type InstallReport =
  | { readonly taken: true; readonly version: string }
  | { readonly taken: false; readonly fault: ContentFault };
