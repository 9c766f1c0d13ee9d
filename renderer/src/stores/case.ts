import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { parseReceiptCode, type ReceiptCodeFault } from '../../../contract/domain/receipt-code.ts';
import type { CaseView } from '../../../contract/views.ts';
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

/** Reference and code as typed, and the case that they open. */
export const useCaseStore = defineStore('case', () => {
  const client = useKioskClient();
  const typed = ref({ reference: '', code: '' });
  const view = shallowRef<CaseView>();
  const opening = ref(false);

  const faultOf = (field: CaseField): CaseFault[] => {
    if (typed.value[field].trim() === '') return [{ field, rule: 'required' }];
    const parsed = parseReceiptCode(typed.value[field]);
    return parsed.ok ? [] : [{ field, rule: parsed.error }];
  };

  const ask = async (): Promise<Opened> => {
    const asked = typed.value;
    const answer = await client.call('cases.open', { ...asked });
    // Wiped meanwhile: the case belongs to someone who has left and must not be shown to the next.
    if (typed.value !== asked) return { kind: 'failed', error: { code: 'session_over' } };
    if (!answer.ok) return { kind: 'failed', error: answer.error };
    view.value = answer.value;
    return { kind: 'opened' };
  };

  /** Opens the case of what was typed; a mistyped code is caught here, without asking. */
  const open = async (): Promise<Opened> => {
    const problems = FIELDS.flatMap(faultOf);
    if (problems.length > 0) return { kind: 'problems', problems };
    opening.value = true;
    return ask().finally(() => {
      opening.value = false;
    });
  };

  /** There is news for an open case: ask again with what was typed. */
  const refresh = async (reference: string): Promise<void> => {
    if (view.value?.reference === reference) await ask();
  };

  const reset = (): void => {
    typed.value = { reference: '', code: '' };
    view.value = undefined;
  };

  return { typed, view, opening, open, refresh, reset };
});
