/** Where a kiosk has read to: a change number in one life of the database. */
export interface PullPosition {
  readonly epoch: string;
  /** Of the kiosk's own cases. */
  readonly change: number;
  /** Of what the portal has published. */
  readonly publication: number;
  /** Of the question that the answer belongs to, see question-order.ts. */
  readonly question: number;
}

/** Opaque to the kiosk. */
export const toCursor = ({ epoch, change, publication, question }: PullPosition): string =>
  Buffer.from(`${epoch}.${change}.${publication}.${question}`).toString('base64url');

/** Cursors of earlier portals have no number of a question. */
const SHAPE = /^([0-9a-f-]{36})\.(\d{1,15})\.(\d{1,15})(?:\.(\d{1,15}))?$/;

const partsOf = (cursor: string | undefined): RegExpExecArray | null =>
  SHAPE.exec(Buffer.from(cursor ?? '', 'base64url').toString('utf8'));

/** The number that came with the cursor, in whichever epoch; 0 without one. */
export const questionNumber = (cursor: string | undefined): number =>
  Number(partsOf(cursor)?.[4] ?? 0);

/**
 * The numbers to continue after. A cursor of another epoch, of a future that this database does not
 * have, or that is none of ours begins at the start: a case heard twice does no harm, one missed does.
 */
export const positionAfter = (
  cursor: string | undefined,
  present: Omit<PullPosition, 'question'>,
): Pick<PullPosition, 'change' | 'publication'> => {
  const parts = partsOf(cursor);
  const [change, publication] = [Number(parts?.[2] ?? 0), Number(parts?.[3] ?? 0)];
  const holds =
    parts?.[1] === present.epoch && change <= present.change && publication <= present.publication;
  return holds ? { change, publication } : { change: 0, publication: 0 };
};
