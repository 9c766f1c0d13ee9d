// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { useScanner } from '../../../../renderer/src/composables/use-scanner.ts';

const CODE = 'ASAN1:A7K-42F-9CT:K7M-2QX-949';

const heard = vi.fn<(text: string) => void>();
let page: ReturnType<typeof mount>;
beforeEach(() => {
  heard.mockReset();
  page = mount(
    defineComponent({
      setup: () => {
        useScanner(heard);
        return () => [h('button'), h('input')];
      },
    }),
    { attachTo: document.body },
  );
});
afterEach(() => page.unmount());

/** Keys at a steady pace in milliseconds; answers whether the last one was kept from the page. */
const type = (keys: readonly string[], pace: number, where = 'button'): boolean => {
  const events = keys.map((key, index) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: 10_000 + index * pace });
    page.get(where).element.dispatchEvent(event);
    return event;
  });
  return events.at(-1)?.defaultPrevented ?? false;
};

it.each([5, 150, 350])('hears a scanner that takes %i ms a key, and spares the button', (pace) => {
  expect(type([...CODE, 'Enter'], pace)).toBe(true);
  expect(heard.mock.calls).toEqual([[CODE]]);
});

it('leaves a hand alone: slow keys, a letter and Enter, keys in a field', () => {
  expect(type([...CODE, 'Enter'], 500)).toBe(false);
  expect(type([' ', 'Enter'], 100)).toBe(false);
  expect(type([...CODE, 'Enter'], 5, 'input')).toBe(false);
  expect(heard).not.toHaveBeenCalled();
});
