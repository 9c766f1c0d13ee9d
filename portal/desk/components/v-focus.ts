import type { Directive } from 'vue';

/** Takes the focus when the element appears, so that a new step is read out and keys go to it. */
export const vFocus: Directive<HTMLElement> = { mounted: (element) => element.focus() };
