import type { Bodies } from './bodies.ts';
import type { Image } from './image.ts';

/**
 * Reads every body once, so that damage to one is found while somebody can still act on it, not
 * when it is to be sent. Stops when `isWanted` says no. Answers how many bodies cannot be read.
 */
export const scrubBodies = async (
  image: Image,
  bodies: Bodies,
  isWanted: () => boolean,
): Promise<number> => {
  let lost = 0;
  for (const collection of image.names())
    for (const [id, { body }] of [...image.collection(collection)]) {
      if (!isWanted()) return lost;
      if (!body || !image.collection(collection).has(id)) continue;
      const still = await bodies.read(collection, id);
      if (still === undefined && image.collection(collection).get(id)?.body === body) lost += 1;
    }
  return lost;
};
