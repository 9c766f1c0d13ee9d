/** Where a kiosk has read to: a change number in one life of the database. */
export interface PullPosition {
  readonly epoch: string;
  /** Of the kiosk's own cases. */
  readonly change: number;
  /** Of what the portal has published. */
  readonly publication: number;
}

/** Opaque to the kiosk. */
export const toCursor = ({ epoch, change, publication }: PullPosition): string =>
  Buffer.from(`${epoch}.${change}.${publication}`).toString('base64url');

const SHAPE = /^([0-9a-f-]{36})\.(\d{1,15})\.(\d{1,15})$/;

/**
 * The numbers to continue after. A cursor of another epoch, of a future that this database does not
 * have, or that is none of ours begins at the start: a case heard twice does no harm, one missed does.
 */
export const positionAfter = (
  cursor: string | undefined,
  present: PullPosition,
): Omit<PullPosition, 'epoch'> => {
  const parts = SHAPE.exec(Buffer.from(cursor ?? '', 'base64url').toString('utf8'));
  const [change, publication] = [Number(parts?.[2] ?? 0), Number(parts?.[3] ?? 0)];
  const holds =
    parts?.[1] === present.epoch && change <= present.change && publication <= present.publication;
  return holds ? { change, publication } : { change: 0, publication: 0 };
};
