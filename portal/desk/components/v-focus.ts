import type { Directive } from 'vue';

/**
 * Takes the focus when the element appears, so that a new step is read out and keys go to it.
 * `v-focus="false"` leaves the focus to something that matters more.
 */
export const vFocus: Directive<HTMLElement, boolean | undefined> = {
  mounted: (element, { value }) => {
    if (value !== false) element.focus();
  },
};
