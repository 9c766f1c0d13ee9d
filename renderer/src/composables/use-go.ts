import { useRouter } from 'vue-router';
import type { Step } from '../stores/form-steps.ts';

/** Path of a step of the form. */
export const stepPath = (step: Step): string =>
  step.kind === 'check' ? '/apply/check' : `/apply/questions/${step.field}`;

/** Goes to a screen in place of the present one, so that no history builds up. */
export const useGo = (): ((path: string) => Promise<unknown>) => {
  const router = useRouter();
  return (path) => router.replace(path);
};
