import {
  DOCUMENT_LIMITS,
  type FileFault,
  type MissingReason,
} from '../../../../contract/documents.ts';
import type { ServicePack } from '../../../../contract/packs.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { KioskConfig } from '../../config.ts';
import { type HeldFile, viewOfDocuments, withoutReason } from '../../documents.ts';
import type { HandlersOf } from '../../methods.ts';
import type { ForeignFolders, Ids } from '../../ports.ts';
import type { Citizen } from '../../session.ts';
import { listFiles, openFile } from './folder-files.ts';
import { drop, heldOf, hold, roomFault } from './held-files.ts';
import { checkPicture } from './look-at-file.ts';
import { sniffType } from './sniff-type.ts';

export interface DocumentOptions {
  readonly settings: KioskConfig['documents'];
  readonly folders: ForeignFolders;
  readonly ids: Ids;
  readonly services: ReadonlyMap<string, ServicePack>;
}

const refuse = (fault: FileFault) =>
  fail('file_refused', { fields: [{ field: 'file', rule: fault }] });

/** Adding papers to an application that is being filled in, or to a case that is opened. */
export const createDocumentMethods = (options: DocumentOptions): HandlersOf<'documents'> => ({
  ...createListMethods(options),
  ...createFolderMethods(options),
  ...createPageMethods(options),
});

const isDraft = ({ drafts }: Citizen, applicationId: string): boolean => drafts.has(applicationId);

/** Takes papers: what was sent takes no more. */
const isOpen = (citizen: Citizen, applicationId: string): boolean => {
  const addition = citizen.additions.get(applicationId);
  return addition === undefined ? isDraft(citizen, applicationId) : addition.sent === undefined;
};

/** Whether the form lists this paper; what belongs to none is named by no id. */
const isListed = (
  { services }: DocumentOptions,
  { drafts, additions }: Citizen,
  applicationId: string,
  paperId: string | undefined,
): boolean => {
  if (paperId === undefined) return true;
  const { serviceId = '' } = drafts.get(applicationId) ?? additions.get(applicationId) ?? {};
  const service = services.get(serviceId);
  return service?.passport.papers.some(({ id }) => id === paperId) ?? false;
};

type ListMethods = Pick<
  HandlersOf<'documents'>,
  'documents.sources' | 'documents.list' | 'documents.remove' | 'documents.explain'
>;

const createListMethods = (options: DocumentOptions): ListMethods => ({
  'documents.sources': () => {
    const { camera, folders } = options.settings;
    return ok({ camera, folders: folders.map(({ id, kind }) => ({ id, kind })) });
  },
  'documents.list': ({ applicationId }, { citizen }) =>
    isOpen(citizen, applicationId)
      ? ok(viewOfDocuments(heldOf(citizen.documents, applicationId)))
      : fail('not_found'),
  'documents.remove': ({ applicationId, fileId }, { citizen }) => {
    const changed = isOpen(citizen, applicationId)
      ? drop(citizen.documents, applicationId, fileId)
      : undefined;
    return changed === undefined ? fail('not_found') : ok(viewOfDocuments(changed));
  },
  'documents.explain': ({ applicationId, paperId, reason }, { citizen }) => {
    if (!isDraft(citizen, applicationId) || !isListed(options, citizen, applicationId, paperId))
      return fail('not_found');
    const { files, reasons } = heldOf(citizen.documents, applicationId);
    const changed = { files, reasons: withReason(reasons, paperId, reason) };
    citizen.documents.held.set(applicationId, changed);
    return ok(viewOfDocuments(changed));
  },
});

const withReason = (
  reasons: Readonly<Record<string, MissingReason>>,
  paperId: string,
  reason: MissingReason | null,
): Readonly<Record<string, MissingReason>> => {
  const others = withoutReason(reasons, paperId);
  return reason === null ? others : { ...others, [paperId]: reason };
};

type FolderMethods = Pick<
  HandlersOf<'documents'>,
  'documents.files' | 'documents.openFile' | 'documents.readOpened' | 'documents.keepOpened'
>;

const createFolderMethods = (options: DocumentOptions): FolderMethods => ({
  'documents.files': async ({ sourceId }, { citizen }) => {
    const source = options.settings.folders.find(({ id }) => id === sourceId);
    if (source === undefined) return fail('not_found');
    const nextKey = () => options.ids.next();
    const files = await listFiles(options.folders, source.path, citizen.documents, nextKey);
    return files === undefined ? fail('no_medium') : ok(files);
  },
  'documents.openFile': async ({ key }, { citizen }) => {
    const opened = await openFile(options.folders, key, citizen.documents);
    switch (opened.kind) {
      case 'file':
        return ok(opened.file);
      case 'unknown':
        return fail('not_found');
      case 'no_medium':
        return fail('no_medium');
      case 'refused':
        return refuse(opened.fault);
    }
  },
  'documents.readOpened': ({ offset }, { citizen: { documents } }) => {
    const bytes = documents.opened?.bytes;
    if (bytes === undefined || offset >= bytes.length) return fail('not_found');
    const part = bytes.subarray(offset, offset + DOCUMENT_LIMITS.downloadPart);
    return ok({ data: Buffer.from(part).toString('base64') });
  },
  'documents.keepOpened': ({ applicationId, paperId }, { citizen }) => {
    const { documents } = citizen;
    const { opened } = documents;
    if (opened?.mediaType !== 'application/pdf' || !isOpen(citizen, applicationId))
      return fail('not_found');
    if (!isListed(options, citizen, applicationId, paperId)) return fail('not_found');
    const { bytes, pages = 1 } = opened;
    const fault = roomFault(documents, { applicationId, bytes: bytes.length });
    if (fault !== undefined) return refuse(fault);
    documents.opened = undefined;
    const id = options.ids.next();
    const file: HeldFile = { id, ...named(paperId), mediaType: 'application/pdf', pages, bytes };
    return ok(viewOfDocuments(hold(documents, applicationId, file)));
  },
});

const named = (paperId: string | undefined) => (paperId === undefined ? {} : { paperId });

type PageMethods = Pick<
  HandlersOf<'documents'>,
  'documents.beginPage' | 'documents.addPart' | 'documents.endPage'
>;

const createPageMethods = (options: DocumentOptions): PageMethods => ({
  'documents.beginPage': ({ applicationId, paperId, bytes, replaces }, { citizen }) => {
    citizen.documents.incoming = undefined;
    if (!isOpen(citizen, applicationId) || !isListed(options, citizen, applicationId, paperId))
      return fail('not_found');
    const fault = roomFault(citizen.documents, { applicationId, bytes, replaces });
    if (fault !== undefined) return refuse(fault);
    citizen.documents.incoming = {
      applicationId,
      ...named(paperId),
      ...(replaces !== undefined && { replaces }),
      bytes,
      parts: [],
    };
    return ok(null);
  },
  'documents.addPart': ({ data }, { citizen: { documents } }) => {
    const { incoming } = documents;
    if (incoming === undefined) return fail('not_found');
    incoming.parts.push(Buffer.from(data, 'base64'));
    const so = incoming.parts.reduce((sum, { length }) => sum + length, 0);
    if (so <= incoming.bytes) return ok(null);
    documents.incoming = undefined;
    return refuse('file_large');
  },
  'documents.endPage': (_input, { citizen }) => {
    const { documents } = citizen;
    const { incoming } = documents;
    documents.incoming = undefined;
    if (incoming === undefined || !isOpen(citizen, incoming.applicationId))
      return fail('not_found');
    const bytes = Buffer.concat(incoming.parts);
    const fault = pageFault(bytes, incoming.bytes) ?? roomFault(documents, incoming);
    if (fault !== undefined) return refuse(fault);
    const { applicationId, paperId, replaces } = incoming;
    const id = options.ids.next();
    const file: HeldFile = { id, ...named(paperId), mediaType: 'image/jpeg', pages: 1, bytes };
    return ok(viewOfDocuments(hold(documents, applicationId, file, replaces)));
  },
});

/** The screen makes every page a JPEG of a decent size; anything else did not come from it. */
const pageFault = (bytes: Buffer, announced: number): FileFault | undefined => {
  if (bytes.length !== announced) return 'picture_damaged';
  const sniffed = sniffType(bytes);
  if (!sniffed.ok) return sniffed.fault;
  return sniffed.type === 'image/jpeg' ? checkPicture('image/jpeg', bytes) : 'file_type';
};
