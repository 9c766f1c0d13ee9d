/** Whether the portal can be reached, judged by the last exchange alone. */
export interface LinkState {
  online(): boolean;
  /** Notes how an exchange ended: by the portal's own word, or not. */
  note(outcome: string): void;
  onChange(listener: () => void): void;
}

/** A problem is the portal's word too: it is there, whatever it thinks of us. */
const PORTAL_SPOKE: ReadonlySet<string> = new Set(['answered', 'problem']);

export const createLinkState = (): LinkState => {
  let online = false;
  const listeners: (() => void)[] = [];
  return {
    online: () => online,
    note: (outcome) => {
      const before = online;
      online = PORTAL_SPOKE.has(outcome);
      if (online !== before) for (const listener of listeners) listener();
    },
    onChange: (listener) => listeners.push(listener),
  };
};
