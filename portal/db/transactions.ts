import type { Db, Tx } from '../context.ts';
import { isErrorCode } from '../failure.ts';

/** SQLSTATEs after which the same work may simply be done again. */
const REPEATABLE = [
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '23505', // unique_violation: another transaction was faster, the next look finds its rows
];
const TRIES = 4;

/** SQLSTATE classes and system errors that say that the database cannot be asked at present. */
const UNREACHABLE = [
  /^08/, // connection exceptions
  /^53/, // insufficient resources
  /^57P0/, // shutting down, starting up
  /^ECONN(REFUSED|RESET)$/,
  /^ENOTFOUND$/,
  /^EPIPE$/,
  /^ETIMEDOUT$/,
];

const LOST =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered/u;

/** Whether the failure lies with the connection to the database: another try later makes sense. */
export const isDatabaseUnreachable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return UNREACHABLE.some((pattern) => pattern.test(code)) || LOST.test(error.message);
};

/**
 * Runs `work` in one transaction (read committed) and again when another transaction got in its
 * way. `work` may run several times, so it must only touch the database.
 */
export const inTransaction = async <T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  triesLeft = TRIES,
): Promise<T> => {
  try {
    return await db.transaction().execute(work);
  } catch (error) {
    if (triesLeft <= 1 || !REPEATABLE.some((code) => isErrorCode(error, code))) throw error;
    return inTransaction(db, work, triesLeft - 1);
  }
};
