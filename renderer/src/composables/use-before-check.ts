import { TOPIC_SERVICE_ID } from '../../../contract/pack-names.ts';
import type { Step } from '../stores/form-steps.ts';
import { useFormStore } from '../stores/form.ts';
import { useSimilarTopicsStore } from '../stores/similar-topics.ts';

/** A page that comes between a form's last question and its check page; undefined when there is none. */
export const useBeforeCheck = (): ((step: Step) => Promise<string | undefined>) => {
  const form = useFormStore();
  const similar = useSimilarTopicsStore();
  return async ({ kind }) => {
    if (kind !== 'check' || form.draft?.serviceId !== TOPIC_SERVICE_ID) return undefined;
    return (await similar.look()) ? '/topics/similar' : undefined;
  };
};
