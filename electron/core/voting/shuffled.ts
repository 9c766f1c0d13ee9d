import type { Random } from '../ports.ts';

/** 32 bits of chance are enough to choose among so few without a bias that anybody could use. */
const below = (most: number, random: Random): number => {
  const limit = Math.floor(2 ** 32 / most) * most;
  for (;;) {
    const drawn = Buffer.from(random.bytes(4)).readUInt32BE();
    if (drawn < limit) return drawn % most;
  }
};

/** The same things in an order that chance has made (Fisher and Yates). */
export const shuffled = <T>(list: readonly T[], random: Random): T[] => {
  const mixed = [...list];
  for (let place = mixed.length - 1; place > 0; place -= 1) {
    const other = below(place + 1, random);
    [mixed[place], mixed[other]] = [mixed[other] as T, mixed[place] as T];
  }
  return mixed;
};
