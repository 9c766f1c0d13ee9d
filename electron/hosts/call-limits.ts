/** Bytes of JSON that one call may have, in either host: a form with every answer at its limit is far below. */
export const MOST_CALL_BYTES = 128 * 1024;
