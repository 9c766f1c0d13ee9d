import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Feedback, Rating } from '../../../contract/feedback.ts';
import type { Localized } from '../../../contract/languages.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** The task that was just done and may be rated. Nothing here is sent but what the page of feedback shows. */
export const useRatingStore = defineStore('rating', () => {
  const client = useKioskClient();
  const about = ref<string>();
  const authorityId = ref<string>();
  const title = shallowRef<Localized>();
  /** The face that was touched beside the receipt. */
  const rating = ref<Rating>();
  const given = ref(new Set<string>());

  /** A form with this id was sent. */
  const offer = (task: { about: string; authorityId?: string; title: Localized }): void => {
    about.value = task.about;
    authorityId.value = task.authorityId;
    title.value = task.title;
    rating.value = undefined;
    given.value.delete(task.about);
  };
  const choose = (to: Rating): void => {
    rating.value = to;
  };
  /** Resolves to what went wrong, or nothing. */
  const give = async (
    feedback: Pick<Feedback, 'about' | 'rating' | 'reasons' | 'text'>,
  ): Promise<CallError | undefined> => {
    const known = feedback.about === about.value ? authorityId.value : undefined;
    const answer = await client.call('feedback.give', {
      ...feedback,
      ...(known === undefined ? {} : { authorityId: known }),
    });
    if (!answer.ok) return answer.error;
    given.value.add(feedback.about);
    return undefined;
  };
  const reset = (): void => {
    about.value = undefined;
    authorityId.value = undefined;
    title.value = undefined;
    rating.value = undefined;
    given.value = new Set();
  };

  return { about, authorityId, title, rating, given, offer, choose, give, reset };
});
