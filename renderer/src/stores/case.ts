import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { SpokenAct } from '../../../contract/case-talk.ts';
import {
  parseReceiptCode,
  parseReceiptQr,
  type ReceiptCodeFault,
} from '../../../contract/domain/receipt-code.ts';
import type { CaseView, OwnCases } from '../../../contract/views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

export type CaseField = 'reference' | 'code';
export interface CaseFault {
  readonly field: CaseField;
  readonly rule: ReceiptCodeFault | 'required';
}
export type Opened =
  | { readonly kind: 'opened' }
  | { readonly kind: 'problems'; readonly problems: readonly CaseFault[] }
  | { readonly kind: 'failed'; readonly error: CallError };

const FIELDS: readonly CaseField[] = ['reference', 'code'];

/** Cases of the person at the screen: opened by receipt or by sign-in, and what is written in them. */
export const useCaseStore = defineStore('case', () => {
  const client = useKioskClient();
  const typed = ref({ reference: '', code: '' });
  const view = shallowRef<CaseView>();
  const own = shallowRef<OwnCases>();
  const opening = ref(false);

  const faultOf = (field: CaseField): CaseFault[] => {
    if (typed.value[field].trim() === '') return [{ field, rule: 'required' }];
    const parsed = parseReceiptCode(typed.value[field]);
    return parsed.ok ? [] : [{ field, rule: parsed.error }];
  };

  type Answer = Awaited<
    ReturnType<
      typeof client.call<'cases.open' | 'cases.openAgain' | 'cases.send' | 'cases.sendPapers'>
    >
  >;
  const show = async (asked: Promise<Answer>): Promise<Opened> => {
    opening.value = true;
    const answer = await asked;
    opening.value = false;
    if (!answer.ok) return { kind: 'failed', error: answer.error };
    view.value = answer.value;
    return { kind: 'opened' };
  };

  /** Opens the case of what was typed; a mistyped code is caught here, without asking. */
  const open = (): Promise<Opened> => {
    const problems = FIELDS.flatMap(faultOf);
    return problems.length > 0
      ? Promise.resolve({ kind: 'problems', problems })
      : show(client.call('cases.open', { ...typed.value }));
  };

  /** A scanner types the QR code's text; true when it was one of ours, and both fields are filled in. */
  const takeScan = (text: string): boolean => {
    const scanned = parseReceiptQr(text.trim());
    if (scanned !== undefined) typed.value = scanned;
    return scanned !== undefined;
  };

  const openAgain = (reference: string): Promise<Opened> =>
    show(client.call('cases.openAgain', { reference }));

  /** There is news for an open case: ask again. */
  const refresh = async (reference: string): Promise<void> => {
    if (view.value?.reference === reference) await openAgain(reference);
    if (own.value !== undefined) await listOwn();
  };

  const send = (act: SpokenAct, text: string, slotId?: string): Promise<Opened> =>
    show(
      client.call('cases.send', {
        reference: view.value?.reference ?? '',
        act,
        text,
        ...(slotId !== undefined && { slotId }),
      }),
    );

  const sendPapers = (applicationId: string): Promise<Opened> =>
    show(client.call('cases.sendPapers', { applicationId }));

  const listOwn = async (): Promise<CallError | undefined> => {
    const answer = await client.call('cases.listOwn', {});
    if (!answer.ok) return answer.error;
    own.value = answer.value;
    return undefined;
  };

  const reset = (): void => {
    typed.value = { reference: '', code: '' };
    view.value = undefined;
    own.value = undefined;
  };

  return {
    typed,
    view,
    own,
    opening,
    open,
    takeScan,
    openAgain,
    refresh,
    send,
    sendPapers,
    listOwn,
    reset,
  };
});
