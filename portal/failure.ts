/** Whether a thrown value carries this code (Node's system errors, PostgreSQL's SQLSTATE). */
export const isErrorCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Fastify's own status for a failure of who asked (400 to 499); undefined for every other. */
export const clientStatusOf = (error: unknown): number | undefined => {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status < 500 ? status : undefined;
};
