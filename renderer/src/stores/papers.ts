import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import {
  DOCUMENT_LIMITS,
  pagesOf,
  type DocumentsView,
  type FileFault,
  type FolderFile,
  type MissingReason,
  type SourcesView,
} from '../../../contract/documents.ts';
import { type Call, type CallError, type CallResult, useKioskClient } from '../api/kiosk-client.ts';
import { fromBase64, toBase64 } from '../papers/base64.ts';
import type { PapersToAdd } from '../../../contract/views.ts';
import { makePage, type MadePage, pictureOf } from '../papers/make-page.ts';
import { useFormStore } from './form.ts';

/** Which paper the next page is of, and which page it takes the place of. */
export interface PaperTarget {
  readonly paperId?: string;
  readonly replaces?: string;
}

const NOTHING: DocumentsView = { files: [], reasons: {}, left: { files: 0, bytes: 0 } };
const MOST_WAITS = 20;

const faultOf = (fault: FileFault): CallError => ({
  code: 'file_refused',
  fields: [{ field: 'file', rule: fault }],
});

/** Papers of the application that is being filled in, or on their way into a case. Pages are here until they are sent or wiped. */
export const usePapersStore = defineStore('papers', () => {
  const client = useKioskClient();
  const form = useFormStore();
  const sources = shallowRef<SourcesView>({ camera: false, folders: [] });
  const view = shallowRef<DocumentsView>(NOTHING);
  const target = ref<PaperTarget>({});
  const busy = ref(false);
  /** Pages as they were made, by file id: to show them, and to turn them. */
  const pages = shallowRef<ReadonlyMap<string, MadePage>>(new Map());

  const pageCount = computed(() => pagesOf(view.value.files));

  /** Papers for a case; left out while they are an application's. */
  const addition = shallowRef<PapersToAdd>();
  /** Where the list of papers is; its camera and its files are below. */
  const root = computed(() =>
    addition.value === undefined ? '/apply/documents' : '/my-case/papers',
  );

  const applicationId = (): string =>
    addition.value?.applicationId ?? form.draft?.applicationId ?? '';

  const forApplication = (): Promise<CallError | undefined> => {
    addition.value = undefined;
    return load();
  };

  /** Goes on with what was added to the case and not sent yet. */
  const forCase = async (reference: string): Promise<CallError | undefined> => {
    const begun = await patiently()('cases.beginPapers', { reference });
    if (!begun.ok) return begun.error;
    addition.value = begun.value;
    return load();
  };

  /** A page is many calls, all of one person: told to wait, they wait. */
  const patiently = (): Call => {
    const call = client.callsOfThisVisit();
    return async (method, input) => {
      for (let waits = 0; ; waits += 1) {
        const answer = await call(method, input);
        if (answer.ok || answer.error.code !== 'too_many' || waits >= MOST_WAITS) return answer;
        const wait = 'retryAfterMs' in answer.error ? (answer.error.retryAfterMs ?? 100) : 100;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    };
  };

  const load = async (): Promise<CallError | undefined> => {
    const [known, listed] = await Promise.all([
      client.call('documents.sources', {}),
      client.call('documents.list', { applicationId: applicationId() }),
    ]);
    if (known.ok) sources.value = known.value;
    if (listed.ok) view.value = listed.value;
    return listed.ok ? undefined : listed.error;
  };

  const keepPage = (added: DocumentsView, page: MadePage): void => {
    const known = new Set(view.value.files.map(({ id }) => id));
    const fresh = added.files.find(({ id }) => !known.has(id));
    const kept = new Map(pages.value);
    for (const { id } of view.value.files)
      if (!added.files.some((file) => file.id === id)) kept.delete(id);
    view.value = added;
    if (fresh !== undefined) kept.set(fresh.id, page);
    pages.value = kept;
  };

  const send = async (
    call: Call,
    page: MadePage,
    to: PaperTarget,
  ): Promise<CallError | undefined> => {
    const bytes = new Uint8Array(await page.blob.arrayBuffer());
    const place = { applicationId: applicationId(), ...to };
    const begun = await call('documents.beginPage', { ...place, bytes: bytes.length });
    if (!begun.ok) return begun.error;
    for (let at = 0; at < bytes.length; at += DOCUMENT_LIMITS.uploadPart) {
      const data = toBase64(bytes.subarray(at, at + DOCUMENT_LIMITS.uploadPart));
      const taken = await call('documents.addPart', { data });
      if (!taken.ok) return taken.error;
    }
    const ended = await call('documents.endPage', {});
    if (!ended.ok) return ended.error;
    keepPage(ended.value, page);
    return undefined;
  };

  const whileBusy = async <T>(task: () => Promise<T>): Promise<T> => {
    busy.value = true;
    try {
      return await task();
    } finally {
      busy.value = false;
    }
  };

  const add = (page: MadePage): Promise<CallError | undefined> =>
    whileBusy(() => send(patiently(), page, target.value));

  const paperOf = (fileId: string): PaperTarget => {
    const paperId = view.value.files.find(({ id }) => id === fileId)?.paperId;
    return { ...(paperId !== undefined && { paperId }), replaces: fileId };
  };

  const turn = (fileId: string): Promise<CallError | undefined> =>
    whileBusy(async () => {
      const page = pages.value.get(fileId);
      if (page === undefined) return undefined;
      const call = patiently();
      return send(call, await makePage(await pictureOf(page.blob), 1), paperOf(fileId));
    });

  const remove = async (fileId: string): Promise<CallError | undefined> => {
    const answer = await patiently()('documents.remove', {
      applicationId: applicationId(),
      fileId,
    });
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    pages.value = new Map([...pages.value].filter(([id]) => id !== fileId));
    return undefined;
  };

  const explain = async (
    paperId: string,
    reason: MissingReason,
  ): Promise<CallError | undefined> => {
    const place = { applicationId: applicationId(), paperId, reason };
    const answer = await patiently()('documents.explain', place);
    if (!answer.ok) return answer.error;
    view.value = answer.value;
    return undefined;
  };

  const list = (sourceId: string): Promise<CallResult<'documents.files'>> =>
    patiently()('documents.files', { sourceId });

  const download = async (call: Call, bytes: number): Promise<Blob | CallError> => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0; offset < bytes;) {
      const answer = await call('documents.readOpened', { offset });
      if (!answer.ok) return answer.error;
      const part = fromBase64(answer.value.data);
      parts.push(part);
      offset += part.length;
    }
    return new Blob(parts);
  };

  const keepPdf = async (call: Call): Promise<CallError | undefined> => {
    const { paperId } = target.value;
    const place = { applicationId: applicationId(), ...(paperId !== undefined && { paperId }) };
    const kept = await call('documents.keepOpened', place);
    if (kept.ok) view.value = kept.value;
    return kept.ok ? undefined : kept.error;
  };

  const makeAndSend = async (call: Call, blob: Blob): Promise<CallError | undefined> => {
    const picture = await pictureOf(blob).catch(() => undefined);
    return picture === undefined
      ? faultOf('picture_damaged')
      : send(call, await makePage(picture), target.value);
  };

  /** Takes a file from a stick: a PDF as it is, a picture made anew. */
  const take = ({ key }: FolderFile): Promise<CallError | undefined> =>
    whileBusy(async () => {
      const call = patiently();
      const opened = await call('documents.openFile', { key });
      if (!opened.ok) return opened.error;
      if (opened.value.mediaType === 'application/pdf') return keepPdf(call);
      const blob = await download(call, opened.value.bytes);
      return blob instanceof Blob ? makeAndSend(call, blob) : blob;
    });

  const reset = (): void => {
    addition.value = undefined;
    view.value = NOTHING;
    target.value = {};
    pages.value = new Map();
  };

  return {
    sources,
    view,
    target,
    busy,
    pages,
    pageCount,
    addition,
    root,
    forApplication,
    forCase,
    add,
    turn,
    remove,
    explain,
    list,
    take,
    reset,
  };
});
