import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { parseTracker, type TrackerFault } from '../../../contract/voting/tracker.ts';
import type { VoteFinding } from '../../../contract/voting/views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

export type Looked =
  | { readonly kind: 'found' }
  | { readonly kind: 'problem'; readonly rule: TrackerFault | 'required' }
  | { readonly kind: 'failed'; readonly error: CallError };

/** A tracker as it was typed, and what became of the vote that it belongs to. */
export const useTrackerStore = defineStore('tracker', () => {
  const client = useKioskClient();
  const typed = ref('');
  const finding = shallowRef<VoteFinding>();

  const look = async (): Promise<Looked> => {
    finding.value = undefined;
    if (typed.value.trim() === '') return { kind: 'problem', rule: 'required' };
    const tracker = parseTracker(typed.value);
    if (!tracker.ok) return { kind: 'problem', rule: tracker.error };
    const asked = typed.value;
    const answer = await client.call('votes.findTracker', { tracker: asked });
    if (typed.value !== asked) return { kind: 'failed', error: { code: 'session_over' } };
    if (!answer.ok) return { kind: 'failed', error: answer.error };
    finding.value = answer.value;
    return { kind: 'found' };
  };
  const reset = (): void => {
    typed.value = '';
    finding.value = undefined;
  };

  return { typed, finding, look, reset };
});
