import type { Adapter } from 'lowdb';
import type { StoreWriter } from './store.ts';
import type { TrackedCollections } from './tracked-collections.ts';

/**
 * lowdb's way to the journal. `read` recovers; `write` sends what the running update staged, and
 * nothing else: lowdb calls it in the same turn in which the update ran.
 */
export class JournalAdapter implements Adapter<StoreWriter> {
  readonly #load: () => Promise<TrackedCollections>;
  readonly #isUrgent: () => boolean;
  #tracked: TrackedCollections | undefined;

  constructor(load: () => Promise<TrackedCollections>, isUrgent: () => boolean) {
    this.#load = load;
    this.#isUrgent = isUrgent;
  }

  async read(): Promise<StoreWriter> {
    this.#tracked = await this.#load();
    return this.#tracked.writer;
  }

  async write(): Promise<void> {
    await this.#tracked?.drain(this.#isUrgent());
  }
}
