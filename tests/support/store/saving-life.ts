import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** What saving-program.ts said before it was killed. */
export interface Life {
  /** Ids that it found at its start; undefined when it did not get that far. */
  readonly found: ReadonlySet<string> | undefined;
  readonly health: string | undefined;
  readonly acknowledged: readonly string[];
  /** Ids whose deletion it began, and those whose deletion was acknowledged. */
  readonly deleting: readonly string[];
  readonly deleted: readonly string[];
  readonly errors: readonly string[];
}

const parseLife = (text: string): Life => {
  const lines = text.split('\n').slice(0, -1);
  const after = (mark: string): string[] =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
  const [found] = after('=');
  return {
    found: found === undefined ? undefined : new Set(JSON.parse(found) as string[]),
    health: after('?')[0],
    acknowledged: after('+'),
    deleting: after('~'),
    deleted: after('-'),
    errors: after('!'),
  };
};

export interface SavingLife {
  /** It has opened its store, or has ended. */
  readonly started: Promise<void>;
  /** Kills it and reads what it said to the last line. */
  kill(): Promise<Life>;
}

/** Runs saving-program.ts. It writes to a file: what it says into a pipe may wait in its memory and die with it. */
export const startLife = (program: string, args: readonly string[], output: string): SavingLife => {
  const file = openSync(output, 'w');
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', file, 'ignore'] });
  closeSync(file);
  let over = false;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      over = true;
      resolve();
    });
  });
  const waitForStart = async (): Promise<void> => {
    while (!over && statSync(output).size === 0) await setTimeout(2);
  };
  return {
    started: waitForStart(),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      return parseLife(readFileSync(output, 'utf8'));
    },
  };
};

/** What must be there after a number of lives. */
export class Ledger {
  readonly #there = new Set<string>();
  /** Deletions that were never answered. */
  readonly #perhapsGone = new Set<string>();
  next = 0;

  /** Records that are missing among those that a new start found. */
  missing(found: ReadonlySet<string>): string[] {
    for (const id of this.#perhapsGone) if (!found.has(id)) this.#there.delete(id);
    this.#perhapsGone.clear();
    return [...this.#there].filter((id) => !found.has(id));
  }

  add(life: Life): void {
    for (const id of life.acknowledged) {
      this.#there.add(id);
      this.next = Math.max(this.next, Number(id));
    }
    for (const id of life.deleting) this.#perhapsGone.add(id);
    for (const id of life.deleted) {
      this.#there.delete(id);
      this.#perhapsGone.delete(id);
    }
    this.next += 8;
  }

  get size(): number {
    return this.#there.size;
  }
}
