import * as v from 'valibot';
import type {
  AuthorityPage,
  InformationArticle,
  InformationList,
  UpcomingEvent,
} from '../information.ts';
import { languageSchema } from '../languages.ts';
import { identifierSchema, type Authority } from '../packs.ts';
import type { PrintJob } from '../print-document.ts';
import type { SearchResult } from '../search.ts';
import { method, nothing } from './method.ts';

/** What there is to read: pages, news, authorities, what comes up; and finding any of it. */
export const informationMethods = {
  'information.list': method<InformationList>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'information.get': method<InformationArticle>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ id: identifierSchema }),
    errors: ['not_found'],
  }),
  'information.print': method<PrintJob>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ id: identifierSchema, language: languageSchema }),
    errors: ['not_found', 'no_printer'],
  }),
  /** Surveys and receptions that are under way or to come, the next one first. */
  'information.calendar': method<readonly UpcomingEvent[]>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'information.authorities': method<readonly Authority[]>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'information.authority': method<AuthorityPage>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ id: identifierSchema }),
    errors: ['not_found'],
  }),
  /** The best first; an empty text finds nothing. */
  'search.find': method<readonly SearchResult[]>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ text: v.pipe(v.string(), v.maxLength(80)) }),
    errors: [],
  }),
} as const;
