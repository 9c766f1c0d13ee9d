/** One line of the list of problems. */
export interface SummaryItem {
  /** The same words as beside the field. */
  readonly text: string;
  /** Id of the element to jump to. */
  readonly target: string;
}
