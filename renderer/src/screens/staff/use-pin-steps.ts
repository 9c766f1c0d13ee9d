import { computed, ref } from 'vue';
import type { CallError } from '../../api/kiosk-client.ts';
import { focusHeading } from '../../components/focus-heading.ts';
import { useLockCountdown } from './lock-countdown.ts';

/** Lengths as the kiosk's configuration and the PIN rules have them. */
const RULES = { number: { least: 3, most: 8 }, pin: { least: 6, most: 12 } } as const;

export interface PinSteps {
  /** Resolves to what went wrong, or nothing. */
  readonly submit: (number: string, pin: string) => Promise<CallError | undefined>;
  /** Runs once `submit` went well and the PIN is gone from the screen. */
  readonly done?: () => Promise<void>;
}

/** Who of the staff stands here, in two steps: the number, then the PIN, which is forgotten after each try. */
export const usePinSteps = ({ submit, done }: PinSteps) => {
  const lock = useLockCountdown();
  const step = ref<'number' | 'pin'>('number');
  const typed = ref({ number: '', pin: '' });
  const problem = ref<'numberShort' | 'pinShort' | 'wrong' | 'unlocked' | 'second'>();
  const error = ref<CallError>();
  const checking = ref(false);

  const count = computed(() => typed.value[step.value].length);
  const shown = computed(() =>
    step.value === 'number' ? typed.value.number : '•'.repeat(count.value),
  );
  const hardLocked = computed(() => lock.left.value === Infinity);

  const show = async (next: 'number' | 'pin'): Promise<void> => {
    step.value = next;
    typed.value.pin = '';
    problem.value = undefined;
    error.value = undefined;
    await focusHeading();
  };

  const explain = (failed: CallError): void => {
    if (failed.code === 'wrong_pin') problem.value = 'wrong';
    else if (failed.code === 'second_needed') problem.value = 'second';
    else if (failed.code === 'locked')
      lock.close('retryAfterMs' in failed ? failed.retryAfterMs : undefined);
    else error.value = failed;
  };

  const send = async (): Promise<void> => {
    const { number, pin } = typed.value;
    checking.value = true;
    problem.value = undefined;
    error.value = undefined;
    const failed = await submit(number, pin);
    typed.value.pin = '';
    checking.value = false;
    if (failed === undefined) await done?.();
    else explain(failed);
  };

  const goOn = async (): Promise<void> => {
    if (checking.value || lock.locked.value) return;
    if (count.value < RULES[step.value].least)
      problem.value = step.value === 'number' ? 'numberShort' : 'pinShort';
    else await (step.value === 'number' ? show('pin') : send());
  };

  return {
    ...{ lock, step, typed, problem, error, checking },
    ...{ count, shown, hardLocked, show, goOn, RULES },
  };
};
