/** A citizen's call for a member of staff: `open` until somebody has answered it. */
export interface CallView {
  readonly state: 'none' | 'open' | 'answered';
  /** When it was raised, or answered. Milliseconds since the epoch. */
  readonly at?: number;
}

/** Who of the staff sits beside a citizen. */
export interface HelperView {
  readonly name: string;
}
