import { computed, onBeforeUnmount, shallowRef } from 'vue';

/** Counts down to the moment at which a PIN may be tried again. */
export const useLockCountdown = () => {
  /** By `performance.now()`; Infinity for a lock that only a technician ends. */
  const until = shallowRef<number>();
  const now = shallowRef(performance.now());
  let timer: number | undefined;

  const stop = (): void => window.clearInterval(timer);
  const look = (): void => {
    now.value = performance.now();
    if (until.value !== undefined && until.value <= now.value) open();
  };
  const open = (): void => {
    stop();
    until.value = undefined;
  };
  /** `wait` in milliseconds; left out when waiting does not help. */
  const close = (wait: number | undefined): void => {
    stop();
    now.value = performance.now();
    until.value = wait === undefined ? Infinity : now.value + wait;
    if (wait !== undefined) timer = window.setInterval(look, 1_000);
  };
  onBeforeUnmount(stop);

  return {
    locked: computed(() => until.value !== undefined),
    /** Milliseconds; Infinity when waiting does not help, 0 when it is open. */
    left: computed(() => (until.value === undefined ? 0 : until.value - now.value)),
    close,
    open,
  };
};
