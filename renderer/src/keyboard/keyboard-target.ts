import {
  computed,
  inject,
  onBeforeUnmount,
  onMounted,
  provide,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue';
import { isEditable, isTextField, type TextField } from './field-editing.ts';
import type { KeyboardMode, NumericMode } from './layouts.ts';

/** The text field that the on-screen keyboard writes to. */
export interface KeyboardTarget {
  /** The field in focus, or undefined when no editable text field is. */
  readonly field: Readonly<ShallowRef<TextField | undefined>>;
  /** Whether the keyboard should be on the screen: a field is in focus and Done was not tapped. */
  readonly isOpen: ComputedRef<boolean>;
  /** The `inputmode` of fields for numbers; `code` for those with data-keyboard="code". */
  readonly mode: ComputedRef<KeyboardMode>;
  /** Text fields after the current one in its form, so Done reads Next. */
  readonly hasNext: () => boolean;
  readonly focusNext: () => void;
  /** Takes the keyboard away and leaves the focus where it is; touching the field brings it back. */
  readonly close: () => void;
}

const KEY: InjectionKey<KeyboardTarget> = Symbol('keyboard-target');
const NUMERIC_MODES: readonly NumericMode[] = ['numeric', 'decimal', 'tel'];

const modeOf = (field: TextField | undefined): KeyboardMode => {
  if (field?.dataset['keyboard'] === 'code') return 'code';
  return NUMERIC_MODES.find((mode) => mode === field?.inputMode) ?? 'text';
};

const isTarget = (element: unknown): element is TextField =>
  isTextField(element) && isEditable(element) && element.inputMode !== 'none';

const isVisible = (element: Element): boolean =>
  typeof element.checkVisibility !== 'function' || element.checkVisibility();

const fieldsBeside = (field: TextField): readonly TextField[] => {
  const scope = field.form ?? field.ownerDocument.querySelector('main') ?? field.ownerDocument;
  return [...scope.querySelectorAll('input, textarea')].filter(
    (element): element is TextField => isTarget(element) && isVisible(element),
  );
};

const fieldAfter = (field: TextField): TextField | undefined => {
  const fields = fieldsBeside(field);
  const index = fields.indexOf(field);
  return index < 0 ? undefined : fields[index + 1];
};

/**
 * Closes after the touch under way has ended with its click. A keyboard that vanishes between the
 * press and the click moves the page under the finger, and the click lands on another button.
 */
const createPatientClose = (close: () => void) => {
  let pressed = false;
  let waiting = false;
  const soon = (): void => {
    waiting = false;
    setTimeout(close);
  };
  return {
    request: (): void => {
      if (pressed) waiting = true;
      else soon();
    },
    press: (): void => {
      pressed = true;
    },
    release: (): void => {
      pressed = false;
      if (waiting) soon();
    },
  };
};

const createKeyboardTarget = () => {
  const field = shallowRef<TextField>();
  const dismissed = shallowRef(false);

  const follow = (element: EventTarget | null): void => {
    if (!isTarget(element)) return;
    field.value = element;
    dismissed.value = false;
  };
  const letGo = (): void => {
    const active = document.activeElement;
    if (active?.closest('[data-osk]')) return;
    if (!isTarget(active)) field.value = undefined;
  };
  const patient = createPatientClose(letGo);

  const target: KeyboardTarget = {
    field,
    isOpen: computed(() => field.value !== undefined && !dismissed.value),
    mode: computed(() => modeOf(field.value)),
    hasNext: () => field.value !== undefined && fieldAfter(field.value) !== undefined,
    focusNext: () => {
      if (field.value !== undefined) fieldAfter(field.value)?.focus();
    },
    close: () => {
      dismissed.value = true;
    },
  };
  return { target, follow, patient };
};

const listenTo = (events: Readonly<Record<string, (event: Event) => void>>) => ({
  start: (): void => {
    for (const [name, handler] of Object.entries(events))
      document.addEventListener(name, handler, true);
  },
  stop: (): void => {
    for (const [name, handler] of Object.entries(events))
      document.removeEventListener(name, handler, true);
  },
});

const provideKeyboardTarget = (): KeyboardTarget => {
  const { target, follow, patient } = createKeyboardTarget();
  const listeners = listenTo({
    focusin: (event) => {
      follow(event.target);
      if (!isTarget(event.target)) patient.request();
    },
    focusout: () => patient.request(),
    click: (event) => {
      if (event.target === target.field.value) follow(event.target);
    },
    pointerdown: () => patient.press(),
    pointerup: () => patient.release(),
    pointercancel: () => patient.release(),
  });
  onMounted(() => {
    listeners.start();
    follow(document.activeElement);
  });
  onBeforeUnmount(listeners.stop);
  provide(KEY, target);
  return target;
};

/**
 * The focused text field, shared by everything below the first component that asks for it
 * (the app's root). Call in `setup`.
 */
export const useKeyboardTarget = (): KeyboardTarget =>
  inject(KEY, undefined) ?? provideKeyboardTarget();
