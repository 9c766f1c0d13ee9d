import { mayPress } from '../../contract/domain/key-policy.ts';

/**
 * Keys that write and move reach the page; all others do nothing. In a browser's window without an
 * address bar (`--app`) a page may refuse every key of the browser, also those for new windows. What
 * the system takes before the browser, e.g. Alt+Tab, only the system can lock.
 */
export const refusePageKeys = (page: Window): void => {
  const refuse = (event: KeyboardEvent): void => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    const pressed = { key, control: ctrlKey, alt: altKey, meta: metaKey, shift: shiftKey };
    if (!mayPress(pressed)) event.preventDefault();
  };
  page.addEventListener('keydown', refuse, { capture: true });
  // A menu key opens its menu when it is let go, and some keys are told only then.
  page.addEventListener('keyup', refuse, { capture: true });
};
