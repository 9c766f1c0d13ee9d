import type { Bodies } from './bodies.ts';
import type { Image } from './image.ts';
import { isSamePlace } from './payload.ts';

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
    for (const id of [...image.ids(collection)]) {
      if (!isWanted()) return lost;
      const body = image.bodyOf(collection, id);
      if (!body) continue;
      const still = await bodies.read(collection, id);
      if (still === undefined && isSamePlace(image.bodyOf(collection, id), body)) lost += 1;
    }
  return lost;
};
