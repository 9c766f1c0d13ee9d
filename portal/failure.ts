/** Whether a thrown value carries this code (Node's system errors, PostgreSQL's SQLSTATE). */
export const isErrorCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
