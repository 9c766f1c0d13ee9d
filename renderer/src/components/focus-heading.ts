import { nextTick } from 'vue';

/** A page or a step of one begins at its heading, once it is drawn: that is what a screen reader then says. */
export const focusHeading = async (): Promise<void> => {
  await nextTick();
  document.getElementById('page-heading')?.focus({ preventScroll: true });
};
