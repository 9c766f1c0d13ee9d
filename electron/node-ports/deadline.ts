import type { NetworkRequest } from '../core/ports.ts';

/** The end of a request's time, which moves away with each byte of the answer where the request says so. */
export interface Deadline {
  /** Aborts when the time is up, or when the request's own signal does. */
  readonly signal: AbortSignal;
  readonly came: (bytes: number) => void;
  /** The request has ended, one way or the other. */
  readonly clear: () => void;
}

/** The time begins now. */
export const createDeadline = ({
  timeout,
  timeoutPerByte = 0,
  signal,
}: Pick<NetworkRequest, 'timeout' | 'timeoutPerByte' | 'signal'>): Deadline => {
  const late = new AbortController();
  let end = performance.now() + timeout;
  let timer: NodeJS.Timeout;
  const watch = (): void => {
    const left = end - performance.now();
    if (left > 0) timer = setTimeout(watch, Math.ceil(left)).unref();
    else late.abort(new Error('the time is up'));
  };
  watch();
  return {
    signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    came: (bytes) => {
      end += bytes * timeoutPerByte;
    },
    clear: () => clearTimeout(timer),
  };
};
