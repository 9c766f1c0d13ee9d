import type { DeskFailure } from '../api/desk-client.ts';

/** The message under `failure` that says what went wrong and what to do, with its number. */
export const failureWords = (
  failure: DeskFailure,
): { readonly key: string; readonly minutes: number } => ({
  key: `failure.${failure.name}`,
  minutes:
    failure.name === 'unreachable'
      ? 0
      : Math.max(1, Math.ceil((failure.problem.retryAfter ?? 60) / 60)),
});
