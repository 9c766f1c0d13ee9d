import { setImmediate } from 'node:timers/promises';
import type { CollectionWriter } from '../../../electron/core/store/store.ts';
import { StoreError } from '../../../electron/core/store/store.ts';
import {
  openStore,
  type OpenedStore,
  type StorePorts,
} from '../../../electron/core/store/open-store.ts';
import type { StoreSettings } from '../../../electron/core/store/settings.ts';
import { createChance, type Chance } from './seeded-chance.ts';
import {
  createSimulatedDisk,
  type CutKind,
  type FaultKind,
  type SimulatedDisk,
} from './simulated-disk.ts';
import { createStorePorts, type ManualClock } from './store-ports.ts';

/** One change of a record: `body` gives it a new body, `remove` deletes it. */
export interface Touch {
  readonly id: number;
  readonly kind: 'set' | 'body' | 'remove';
}

export type Step =
  /** Updates that are begun in one turn; those with `urgent` may use the reserve. */
  | {
      readonly type: 'burst';
      readonly updates: readonly (readonly Touch[])[];
      readonly urgent: boolean;
    }
  | { readonly type: 'compact' }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'restart' }
  /** The next start makes a new key. */
  | { readonly type: 'renew' }
  /** Earlier keys are got rid of now. */
  | { readonly type: 'retire' }
  | { readonly type: 'fault'; readonly kind: FaultKind }
  | { readonly type: 'room'; readonly bytes: number }
  /** The power goes after so many more operations of the disk, and maybe again during recovery. */
  | {
      readonly type: 'cut';
      readonly after: number;
      readonly kind: CutKind;
      readonly again: readonly number[];
    };

/** What a run found wrong. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

interface Update {
  readonly number: number;
  readonly touches: readonly Touch[];
  state: 'unknown' | 'acknowledged' | 'rejected' | 'undone';
}

interface Value {
  readonly n: number;
  readonly b: number;
}

export const SCENARIO_SETTINGS: StoreSettings = {
  segmentBytes: 4096,
  reserveBytes: 8192,
  snapshotAfterBytes: 6000,
  snapshotLineBytes: 300,
  groupLines: 4,
  groupBytes: 2000,
  vouchAfter: 1000,
  retryAfter: 5000,
  scrubAfter: 30_000,
};

const FOLDER = '/store';
const bodyText = (number: number): string => `body ${number} `.repeat(1 + (number % 30));

/** Runs the real store on a disk that forgets, and compares with what was promised. */
export class Scenario {
  disk: SimulatedDisk = createSimulatedDisk();
  #store: OpenedStore | undefined;
  #ports: StorePorts & { clock: ManualClock } = createStorePorts(this.disk);
  /** Records at the last start. */
  #base = new Map<string, Value>();
  #updates: Update[] = [];
  #number = 0;
  readonly #chance: Chance;
  readonly #settings: StoreSettings;
  /** A disk that really lost acknowledged bytes may not be silent about it; by default none does. */
  cuts = 0;

  constructor(seed: number, settings: StoreSettings = SCENARIO_SETTINGS) {
    this.#chance = createChance(seed);
    this.#settings = settings;
  }

  async run(steps: readonly Step[]): Promise<void> {
    await this.#open();
    for (const step of steps) await this.#take(step);
    if (this.disk.isDead()) await this.#cut('sectors', []);
    this.disk.cutAfter(Number.POSITIVE_INFINITY);
    await this.#check();
    await this.#cut('nothing', []);
    await this.#settleTime();
  }

  async #take(step: Step): Promise<void> {
    if (this.disk.isDead()) await this.#cut('sectors', []);
    switch (step.type) {
      case 'burst':
        return this.#burst(step.updates, step.urgent);
      case 'compact':
        return this.#untilDead(this.#store?.compact().catch(() => undefined));
      case 'wait':
        this.#ports.clock.advance(step.ms);
        return this.#untilDead(setImmediate());
      case 'restart':
        await this.#untilDead(this.#store?.close().catch(() => undefined));
        return this.#cut('everything', []);
      case 'renew':
        return this.#untilDead(this.#store?.renewAtNextStart().catch(() => undefined));
      case 'retire':
        return this.#untilDead(this.#store?.retireKeys().catch(() => undefined));
      case 'fault':
        this.disk.failNext(step.kind);
        return;
      case 'room':
        this.disk.setCapacity(step.bytes);
        return;
      case 'cut':
        this.disk.cutAfter(step.after);
        this.#pending = step;
        return;
    }
  }

  #pending: Extract<Step, { type: 'cut' }> | undefined;

  /** Waits for work, but not longer than there is power. */
  async #untilDead(work: Promise<unknown> | undefined): Promise<void> {
    await Promise.race([work, this.disk.dead]);
    await setImmediate(); // what was answered before the cut arrives
    if (!this.disk.isDead()) return;
    const pending = this.#pending;
    this.#pending = undefined;
    await this.#cut(pending?.kind ?? 'sectors', pending?.again ?? []);
  }

  #apply(writer: CollectionWriter<Value>, touch: Touch, number: number): void {
    const id = `r${touch.id}`;
    const earlier = writer.get(id);
    if (touch.kind === 'remove') writer.delete(id);
    else if (touch.kind === 'body') writer.set(id, { n: number, b: number }, bodyText(number));
    else writer.set(id, { n: number, b: earlier?.b ?? 0 });
  }

  async #burst(bursts: readonly (readonly Touch[])[], urgent: boolean): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const done = bursts.map(async (touches) => {
      this.#number += 1;
      const update: Update = { number: this.#number, touches, state: 'unknown' };
      this.#updates.push(update);
      try {
        await store.update(
          (data) => {
            const writer = data.batches as unknown as CollectionWriter<Value>;
            for (const touch of touches) this.#apply(writer, touch, update.number);
          },
          { urgent },
        );
        update.state = 'acknowledged';
        // Whatever was refused before is declared void before anything later is acknowledged.
        for (const earlier of this.#updates)
          if (earlier.state === 'rejected' && earlier.number < update.number)
            earlier.state = 'undone';
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        update.state = 'rejected';
      }
    });
    await this.#untilDead(Promise.all(done));
    if (this.#store === store) this.#compareLive();
  }

  #records(store: OpenedStore): Map<string, Value> {
    return new Map([...store.data.batches.entries()] as unknown as [string, Value][]);
  }

  /** A running store shows exactly what was acknowledged. */
  #compareLive(): void {
    const store = this.#store;
    if (!store || this.#updates.some(({ state }) => state === 'unknown')) return;
    const expected = this.#replay(({ state }) => state === 'acknowledged');
    const actual = this.#records(store);
    for (const id of new Set([...expected.keys(), ...actual.keys()]))
      if (expected.get(id)?.n !== actual.get(id)?.n)
        throw new Violation(`live ${id}: ${actual.get(id)?.n} instead of ${expected.get(id)?.n}`);
  }

  #replay(counts: (update: Update) => boolean): Map<string, { n: number }> {
    const state = new Map<string, { n: number }>(this.#base);
    for (const update of this.#updates.filter(counts))
      for (const { id, kind } of update.touches)
        if (kind === 'remove') state.delete(`r${id}`);
        else state.set(`r${id}`, { n: update.number });
    return state;
  }

  async #open(): Promise<void> {
    this.#ports = createStorePorts(this.disk);
    const opening = openStore({ folder: FOLDER, ports: this.#ports, settings: this.#settings });
    opening.catch(() => undefined);
    await Promise.race([opening, this.disk.dead]);
    if (this.disk.isDead()) {
      this.#store = undefined;
      return;
    }
    this.#store = await opening;
  }

  async #cut(kind: CutKind, again: readonly number[]): Promise<void> {
    this.cuts += 1;
    this.disk = this.disk.afterCut(kind, this.#chance);
    const [first, ...rest] = again;
    if (first !== undefined) this.disk.cutAfter(first);
    await this.#open();
    await setImmediate();
    if (!this.#store) return this.#cut(kind, rest);
    this.disk.cutAfter(Number.POSITIVE_INFINITY);
    await this.#check();
  }

  /** Lets snapshots, tidying and the scrub run, then looks again. */
  async #settleTime(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      this.#ports.clock.advance(40_000);
      for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    }
    await this.#check();
    await this.#store?.close();
  }

  async #check(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const actual = this.#records(store);
    this.#compareIds(actual);
    this.#compareAtomicity(actual);
    for (const [id, { b }] of actual) {
      const body = await store.readBody('batches', id);
      if (body !== (b === 0 ? undefined : bodyText(b)))
        throw new Violation(`body of ${id} is not ${b}`);
    }
    if (store.health().damaged)
      throw new Violation('an alarm although nothing acknowledged was hit');
    this.#base = actual;
    this.#updates = [];
  }

  /** Each record is as the last acknowledged update left it, or as a later one that was never answered. */
  #compareIds(actual: ReadonlyMap<string, Value>): void {
    const ids = new Set([
      ...actual.keys(),
      ...this.#base.keys(),
      ...this.#updates.flatMap(({ touches }) => touches.map(({ id }) => `r${id}`)),
    ]);
    for (const id of ids) {
      const allowed = new Set<number | undefined>([this.#base.get(id)?.n]);
      for (const update of this.#updates) {
        if (update.state === 'undone') continue;
        const touch = update.touches.findLast((each) => `r${each.id}` === id);
        if (!touch) continue;
        if (update.state === 'acknowledged') allowed.clear();
        allowed.add(touch.kind === 'remove' ? undefined : update.number);
      }
      if (!allowed.has(actual.get(id)?.n))
        throw new Violation(`${id} is ${actual.get(id)?.n}, not one of ${[...allowed].join()}`);
    }
  }

  /** No update is there in part. */
  #compareAtomicity(actual: ReadonlyMap<string, Value>): void {
    for (const { number, touches } of this.#updates) {
      const ids = [...new Set(touches.map(({ id }) => `r${id}`))].filter(
        (id) => touches.findLast((touch) => `r${touch.id}` === id)?.kind !== 'remove',
      );
      const shown = ids.filter((id) => actual.get(id)?.n === number);
      const older = ids.filter((id) => {
        const n = actual.get(id)?.n;
        return n !== undefined && n < number;
      });
      if (shown.length > 0 && older.length > 0)
        throw new Violation(
          `update ${number} is there for ${shown.join()} and not for ${older.join()}`,
        );
    }
  }
}
