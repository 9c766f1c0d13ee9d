import * as v from 'valibot';
import {
  DOCUMENT_LIMITS,
  type DocumentsView,
  type FolderFile,
  MISSING_REASONS,
  type OpenedFile,
  type SourcesView,
} from '../documents.ts';
import { identifierSchema } from '../packs.ts';
import { method, nothing, submissionIdSchema } from './method.ts';

const applicationId = submissionIdSchema;
const paperId = v.optional(identifierSchema);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const base64 = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]+={0,2}$/),
  v.maxLength(Math.ceil(DOCUMENT_LIMITS.uploadPart / 3) * 4),
);

/** Papers of an application: in memory until it is submitted, and gone with the session. */
export const documentsMethods = {
  'documents.sources': method<SourcesView>()({
    role: 'citizen',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'documents.list': method<DocumentsView>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ applicationId }),
    errors: ['not_found'],
  }),

  /** Files that a stick or the scanner holds. Names come from outside: shown as text, never used as paths. */
  'documents.files': method<readonly FolderFile[]>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ sourceId: identifierSchema }),
    errors: ['not_found', 'no_medium'],
  }),
  /** Reads a file, looks at what it really is, and holds it until another is opened. */
  'documents.openFile': method<OpenedFile>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ key: v.pipe(v.string(), v.maxLength(40)) }),
    errors: ['not_found', 'no_medium', 'file_refused'],
  }),
  /** A part of the opened picture as base64, for the screen to make it smaller. */
  'documents.readOpened': method<{ readonly data: string }>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ offset: count }),
    errors: ['not_found'],
  }),
  /** Adds the opened PDF as it is. */
  'documents.keepOpened': method<DocumentsView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId, paperId }),
    errors: ['not_found', 'file_refused'],
  }),

  /** Begins a page of `bytes`; one that was begun before and not ended is dropped. */
  'documents.beginPage': method<null>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      applicationId,
      paperId,
      bytes: v.pipe(count, v.minValue(1), v.maxValue(DOCUMENT_LIMITS.pageBytes)),
      /** The page whose place it takes, e.g. after it was turned. */
      replaces: v.optional(submissionIdSchema),
    }),
    errors: ['not_found', 'file_refused'],
  }),
  'documents.addPart': method<null>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ data: base64 }),
    errors: ['not_found', 'file_refused'],
  }),
  /** The page is there when all its bytes are. */
  'documents.endPage': method<DocumentsView>()({
    role: 'citizen',
    byHand: false,
    input: nothing,
    errors: ['not_found', 'file_refused'],
  }),
  'documents.remove': method<DocumentsView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId, fileId: submissionIdSchema }),
    errors: ['not_found'],
  }),
  /** Why a paper is not added; null takes the reason back. */
  'documents.explain': method<DocumentsView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      applicationId,
      paperId: identifierSchema,
      reason: v.nullable(v.picklist(MISSING_REASONS)),
    }),
    errors: ['not_found'],
  }),
} as const;
