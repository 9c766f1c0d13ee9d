// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import OnScreenKeyboard from '../../../../renderer/src/keyboard/OnScreenKeyboard.vue';

let keyboard: VueWrapper;

const page = (html: string): HTMLInputElement => {
  const main = document.createElement('main');
  main.innerHTML = html;
  document.body.replaceChildren(main);
  return field();
};
const field = (name = 'first'): HTMLInputElement =>
  document.querySelector<HTMLInputElement>(`[name=${name}]`)!;

const show = (props: { language?: 'az' | 'ru' | 'en'; mode?: 'tel' } = {}): Promise<void> => {
  keyboard = mount(OnScreenKeyboard, {
    props: { language: 'az', mode: 'text', compact: false, scale: 1, ...props },
    attachTo: document.body,
  });
  return nextTick();
};
const key = (id: string) => keyboard.get(`[data-key="${id}"]`);
/** `detail` counts the presses of a pointer; 0 when there was none. */
const click = async (id: string, detail: number): Promise<void> => {
  key(id).element.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
  await nextTick();
};
const touch = async (...ids: string[]): Promise<void> => {
  for (const id of ids) {
    await key(id).trigger('pointerdown');
    await key(id).trigger('pointerup');
    await click(id, 1);
  }
};

beforeEach(() => {
  page('<form><input name="first"><input name="second"></form>').focus();
});
afterEach(() => keyboard.unmount());

describe('the on-screen keyboard', () => {
  it('types an Azerbaijani name with its own capitals, each letter once', async () => {
    await show();
    await touch('shift', 'ə', 'l', 'i', 'space', 'shift', 'i', 's', 'shift', 'ı');
    expect(field().value).toBe('Əli İsI');
  });

  it('makes one capital after one tap on shift and all after two', async () => {
    await show();
    await touch('shift', 'a', 'b', 'shift', 'shift', 'c', 'd', 'shift', 'e');
    expect(field().value).toBe('AbCDe');
  });

  it('says by its name and state that all letters are capital', async () => {
    await show({ language: 'en' });
    expect(key('shift').attributes('aria-pressed')).toBe('false');
    await touch('shift', 'shift');
    expect(key('shift').attributes('aria-label')).toBe('All letters capital');
    expect(key('shift').attributes('aria-pressed')).toBe('true');
  });

  it('goes on to another script and back', async () => {
    await show();
    await touch('script', 'ё', 'script', 'w', 'script', 'ə');
    expect(field().value).toBe('ёwə');
  });

  it('begins anew with the letters of a newly chosen language', async () => {
    await show();
    await touch('page');
    await keyboard.setProps({ language: 'ru' });
    await touch('щ');
    expect(field().value).toBe('щ');
    expect(keyboard.attributes('aria-label')).toBe('Экранная клавиатура');
  });

  it('never takes the focus from the field', async () => {
    await show();
    await touch('a', 'page', 'script', 'left', 'backspace');
    expect(document.activeElement).toBe(field());
    const press = new Event('pointerdown', { bubbles: true, cancelable: true });
    key('space').element.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
  });

  it('obeys a click that comes without a touch, from assistive technology', async () => {
    await show();
    await click('a', 0);
    expect(field().value).toBe('a');
  });

  it('moves the caret and deletes', async () => {
    await show();
    await touch('a', 'b', 'c', 'left', 'backspace', 'right', 'd');
    expect(field().value).toBe('acd');
  });

  it('reads Next and goes to the next field while there is one, then Done', async () => {
    await show({ language: 'en' });
    expect(key('done').text()).toBe('Next');
    await touch('done');
    expect(document.activeElement).toBe(field('second'));
    expect(key('done').text()).toBe('Done');
    await touch('x');
    expect(field('second').value).toBe('x');
    expect(keyboard.emitted('done')).toBeUndefined();
    await touch('done');
    expect(keyboard.emitted('done')).toHaveLength(1);
  });

  it('waits for the end of the touch on Done, so that nothing behind it is touched', async () => {
    page('<input name="first">').focus();
    await show();
    await key('done').trigger('pointerdown');
    expect(keyboard.emitted('done')).toBeUndefined();
    await click('done', 1);
    expect(keyboard.emitted('done')).toHaveLength(1);
  });

  it('passes over fields that cannot be written to', async () => {
    page('<input name="first"><input readonly name="second"><input name="third">').focus();
    await show();
    await touch('done');
    expect(document.activeElement).toBe(field('third'));
  });

  it('offers a new line in a text area', async () => {
    page('<textarea name="first"></textarea>').focus();
    await show();
    await touch('a', 'newline', 'b');
    expect(field().value).toBe('a\nb');
  });

  it('names every key in the language of the screen', async () => {
    for (const language of ['az', 'ru', 'en'] as const) {
      await show({ language });
      const names = keyboard.findAll('button').map((button) => button.attributes('aria-label'));
      expect(names.filter((name) => !name)).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      keyboard.unmount();
    }
    await show();
    expect(keyboard.attributes('role')).toBe('group');
  });

  it('shows only the pad for numbers', async () => {
    await show({ mode: 'tel' });
    expect(keyboard.findAll('button')).toHaveLength(15);
    await touch('5', '0', '+', 'backspace');
    expect(field().value).toBe('50');
  });

  it('brings the field back into sight when the text grows', async () => {
    await show();
    const asked = vi.spyOn(field(), 'scrollIntoView');
    await keyboard.setProps({ scale: 2 });
    await nextTick();
    expect(asked).toHaveBeenCalledWith({ block: 'nearest' });
  });
});
