import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { MethodInput } from '../../../contract/kiosk-api.ts';
import type { ExportReport, ImportReport, QueueItem } from '../../../contract/staff-views.ts';
import type { CallError, CallResult } from '../api/kiosk-client.ts';
import { useOneAtATime } from '../composables/use-one-at-a-time.ts';

type QueueMethod =
  | 'queue.list'
  | 'queue.retry'
  | 'queue.discard'
  | 'queue.export'
  | 'queue.import'
  | 'queue.match';

/** How the last act on one submission ended; `gone`: it was no longer set aside. */
export type QueueNotice = 'retried' | 'discarded' | 'gone';

export type StickNotice =
  | { readonly kind: 'exported'; readonly report: ExportReport }
  | { readonly kind: 'imported'; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly act: 'export' | 'import'; readonly error: CallError };

/** Submissions that wait or were set aside, and what staff do with them. Never contents. */
export const useStaffQueueStore = defineStore('staff-queue', () => {
  const { busy, ask: act, forget } = useOneAtATime<QueueMethod>();
  const items = shallowRef<readonly QueueItem[]>();
  const notice = ref<QueueNotice>();
  const stick = shallowRef<StickNotice>();
  const error = shallowRef<CallError>();

  const setAside = computed(() => items.value?.filter(({ state }) => state === 'set_aside') ?? []);
  const waiting = computed(() => items.value?.filter(({ state }) => state !== 'set_aside') ?? []);

  const forgetNotices = (): void => {
    notice.value = undefined;
    stick.value = undefined;
    error.value = undefined;
  };

  const takeList = (answer: CallResult<'queue.list'> | undefined): void => {
    if (answer?.ok === true) items.value = answer.value;
    else if (answer !== undefined) error.value = answer.error;
  };

  const load = async (): Promise<void> => takeList(await act('queue.list', {}));

  const settle = async (
    answer: CallResult<'queue.retry'> | undefined,
    done: QueueNotice,
  ): Promise<boolean> => {
    if (answer === undefined) return false;
    if (answer.ok) notice.value = done;
    else if (answer.error.code === 'not_found') notice.value = 'gone';
    else error.value = answer.error;
    if (error.value !== undefined) return false;
    await load();
    return true;
  };

  /** Offers a submission again that was set aside. */
  const retry = async (id: string): Promise<void> => {
    forgetNotices();
    await settle(await act('queue.retry', { id }), 'retried');
  };

  /** Gives a submission up, a second person agreeing; resolves to what went wrong, or nothing. */
  const discard = async (
    id: string,
    reason: string,
    second: MethodInput<'queue.discard'>['second'],
  ): Promise<CallError | undefined> => {
    forgetNotices();
    const answer = await act('queue.discard', { id, reason, second });
    if (answer === undefined) return undefined;
    if (!answer.ok && answer.error.code !== 'not_found') return answer.error;
    notice.value = answer.ok ? 'discarded' : 'gone';
    await load();
    return undefined;
  };

  /** Where the submission of a citizen with a receipt stands. */
  const match = async (reference: string): Promise<CallResult<'queue.match'> | undefined> =>
    act('queue.match', { reference });

  const exportToStick = async (): Promise<void> => {
    forgetNotices();
    const answer = await act('queue.export', {});
    if (answer?.ok === true) stick.value = { kind: 'exported', report: answer.value };
    else if (answer !== undefined)
      stick.value = { kind: 'failed', act: 'export', error: answer.error };
  };

  const importFromStick = async (): Promise<void> => {
    forgetNotices();
    const answer = await act('queue.import', {});
    if (answer?.ok === true) stick.value = { kind: 'imported', report: answer.value };
    else if (answer !== undefined)
      stick.value = { kind: 'failed', act: 'import', error: answer.error };
  };

  const reset = (): void => {
    forget();
    items.value = undefined;
    forgetNotices();
  };

  return {
    items,
    setAside,
    waiting,
    notice,
    stick,
    error,
    busy,
    load,
    retry,
    discard,
    match,
    exportToStick,
    importFromStick,
    forgetNotices,
    reset,
  };
});
