import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

export type DecisionKind = 'answered' | 'declined';

/** What an official has typed and not sent. */
export interface Draft {
  readonly kind: DecisionKind;
  readonly text: string;
  /** The preview is shown instead of the field. */
  readonly previewing: boolean;
}

/**
 * Unsent answers, in memory only, by case. They outlive the end of a session for the person who
 * typed them and are gone when somebody else signs in.
 */
export const useDraftsStore = defineStore('desk-drafts', () => {
  const drafts = ref<Readonly<Record<string, Draft>>>({});
  const owner = ref<string>();

  const clear = (): void => {
    drafts.value = {};
  };
  const keepFor = (name: string): void => {
    if (owner.value !== name) clear();
    owner.value = name;
  };
  const keep = (caseId: string, draft: Draft): void => {
    drafts.value = { ...drafts.value, [caseId]: draft };
  };
  const drop = (caseId: string): void => {
    drafts.value = Object.fromEntries(Object.entries(drafts.value).filter(([id]) => id !== caseId));
  };

  const of = (caseId: string): Draft | undefined => drafts.value[caseId];
  /** True when text would be lost. */
  const hasText = computed(() =>
    Object.values(drafts.value).some(({ text }) => text.trim() !== ''),
  );
  return { of, keep, drop, keepFor, clear, hasText };
});
