import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** What a person wants to have on their own phone: read from the screen, nothing is sent. */
export interface TakeAlong {
  readonly title: string;
  readonly text: string;
  /** An address at which the same can be read. */
  readonly link?: string | undefined;
  /** Path of the screen that it was taken from. */
  readonly from: string;
}

export const useTakeAlongStore = defineStore('take-along', () => {
  const taken = shallowRef<TakeAlong>();
  const take = (what: TakeAlong): void => {
    taken.value = what;
  };
  const reset = (): void => {
    taken.value = undefined;
  };
  return { taken, take, reset };
});
