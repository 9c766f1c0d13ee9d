/** What a log may say of a failure. */
export interface FailureTrace {
  readonly error: string;
  /** Of the system or the database. */
  readonly code?: string;
  readonly at?: string;
}

const FRAMES = 4;

/** Kind and place of a failure without its message, which may hold what a citizen typed. */
export const traceOf = (error: unknown): FailureTrace => {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames.slice(0, FRAMES).join(' ').replace(/\s+/g, ' ').trim(),
  };
};
