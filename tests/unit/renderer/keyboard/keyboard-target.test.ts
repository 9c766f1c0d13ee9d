// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import {
  useKeyboardTarget,
  type KeyboardTarget,
} from '../../../../renderer/src/keyboard/keyboard-target.ts';

let app: VueWrapper;
let target: KeyboardTarget;
let inner: KeyboardTarget;

const Below = defineComponent(() => {
  inner = useKeyboardTarget();
  return () => h('div', { 'data-osk': '' }, h('button', { id: 'key' }));
});
const App = defineComponent(() => {
  target = useKeyboardTarget();
  return () => [
    h('input', { id: 'name' }),
    h('input', { id: 'day', inputmode: 'numeric' }),
    h('input', { id: 'phone', inputmode: 'tel' }),
    h('input', { id: 'own', inputmode: 'none' }),
    h('input', { id: 'fixed', readonly: true }),
    h('button', { id: 'continue' }),
    h(Below),
  ];
});

const element = (id: string): HTMLElement => document.getElementById(id)!;
const fire = (id: string, name: string): boolean =>
  element(id).dispatchEvent(new Event(name, { bubbles: true }));

beforeEach(() => {
  vi.useFakeTimers();
  app = mount(App, { attachTo: document.body });
});
afterEach(() => {
  app.unmount();
  vi.useRealTimers();
});

describe('the target of the keyboard', () => {
  it('is the field in focus, the same for everybody below', () => {
    element('name').focus();
    expect(target.field.value).toBe(element('name'));
    expect(target.isOpen.value).toBe(true);
    expect(inner).toBe(target);
  });

  it('asks for the pad of numbers where the field does', () => {
    element('name').focus();
    expect(target.mode.value).toBe('text');
    element('day').focus();
    expect(target.mode.value).toBe('numeric');
    element('phone').focus();
    expect(target.mode.value).toBe('tel');
  });

  it.each(['own', 'fixed', 'continue'])('is never %s', (id) => {
    element(id).focus();
    vi.runAllTimers();
    expect(target.isOpen.value).toBe(false);
  });

  it('closes when the focus goes to a button', () => {
    element('name').focus();
    element('continue').focus();
    vi.runAllTimers();
    expect(target.isOpen.value).toBe(false);
  });

  it('stays open until the touch that takes the focus has ended', () => {
    element('name').focus();
    fire('continue', 'pointerdown');
    element('continue').focus();
    vi.runAllTimers();
    expect(target.isOpen.value).toBe(true);
    fire('continue', 'pointerup');
    fire('continue', 'click');
    expect(target.isOpen.value).toBe(true);
    vi.runAllTimers();
    expect(target.isOpen.value).toBe(false);
  });

  it('does not flicker between two fields', () => {
    element('name').focus();
    element('name').blur();
    element('day').focus();
    vi.runAllTimers();
    expect(target.isOpen.value).toBe(true);
  });

  it('outlives a key that got the focus through assistive technology', () => {
    element('name').focus();
    element('key').focus();
    vi.runAllTimers();
    expect(target.field.value).toBe(element('name'));
  });

  it('goes away on request and comes back when the same field is touched', () => {
    element('name').focus();
    target.close();
    expect(target.isOpen.value).toBe(false);
    expect(document.activeElement).toBe(element('name'));
    fire('name', 'click');
    expect(target.isOpen.value).toBe(true);
  });

  it('hears nothing any more after the app is gone', () => {
    app.unmount();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    expect(target.field.value).toBeUndefined();
    app = mount(App, { attachTo: document.body });
  });
});
