import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import type { IdleTimes } from '../../../contract/views.ts';
import { idleStateAt, type IdlePhase } from './idle-machine.ts';

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
/** The longest sleep between two looks at the clock; the countdown shows seconds. */
const LOOK_EVERY = 1_000;

export interface IdleOptions {
  /** Undefined while nobody is there to wait for. */
  readonly times: () => IdleTimes | undefined;
  /** A person did something while no warning was up. */
  readonly onTouch: () => void;
  /** Any touch answers the warning; left out, only `extend` does. */
  readonly touchAnswers?: boolean;
  /** Nobody answered the warning. */
  readonly onOver: () => void;
}

export interface Idle {
  readonly phase: Ref<IdlePhase>;
  /** Whole seconds until the wipe, while the warning is up. */
  readonly secondsLeft: Ref<number>;
  /** The person answered the warning, or something else counts as presence. */
  extend(): void;
}

/** Watches for absence. Only trusted events count: a script cannot keep a session open. */
export const useIdle = ({ times, onTouch, touchAnswers, onOver }: IdleOptions): Idle => {
  const phase = ref<IdlePhase>('active');
  const secondsLeft = ref(0);
  let lastTouch = performance.now();
  let timer: number | undefined;

  const extend = (): void => {
    lastTouch = performance.now();
    phase.value = 'active';
    onTouch();
  };
  const sense = (event: Event): void => {
    if (event.isTrusted && (touchAnswers === true || phase.value === 'active')) extend();
  };
  const look = (): void => {
    const limits = times();
    if (limits === undefined) lastTouch = performance.now();
    else show(limits);
  };
  const show = (limits: IdleTimes): void => {
    const state = idleStateAt(limits, lastTouch, performance.now());
    secondsLeft.value = Math.ceil(state.left / 1000);
    phase.value = state.phase;
    if (state.phase !== 'over') return;
    lastTouch = performance.now();
    phase.value = 'active';
    onOver();
  };

  onMounted(() => {
    for (const name of SIGNS_OF_LIFE)
      window.addEventListener(name, sense, { capture: true, passive: true });
    timer = window.setInterval(look, LOOK_EVERY);
  });
  onBeforeUnmount(() => {
    for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, sense, { capture: true });
    window.clearInterval(timer);
  });
  return { phase, secondsLeft, extend };
};
