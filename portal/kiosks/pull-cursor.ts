/** Where a kiosk has read to: a change number in one life of the database. */
export interface PullPosition {
  readonly epoch: string;
  readonly change: number;
}

/** Opaque to the kiosk. */
export const toCursor = ({ epoch, change }: PullPosition): string =>
  Buffer.from(`${epoch}.${change}`).toString('base64url');

const SHAPE = /^([0-9a-f-]{36})\.(\d{1,15})$/;

/**
 * The change number to continue after. A cursor of another epoch, of a future that this database
 * does not have, or that is none of ours begins at the start: a case heard twice does no harm, one
 * missed does.
 */
export const changeAfter = (cursor: string | undefined, present: PullPosition): number => {
  const parts = SHAPE.exec(Buffer.from(cursor ?? '', 'base64url').toString('utf8'));
  const change = Number(parts?.[2] ?? 0);
  return parts?.[1] === present.epoch && change <= present.change ? change : 0;
};
