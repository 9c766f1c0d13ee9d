import type { Language } from '../languages.ts';
import type { DistrictMap } from '../map-pack.ts';

/**
 * A place on a drawn map is written "az-mas/qizilagac" (a settlement) or "az-mas/D7" (a square):
 * short, readable by a person, and independent of the drawing's measures.
 */

/** The authority whose map a place belongs to. */
export const authorityOfPlace = (place: string): string => place.split('/', 1)[0] ?? '';

/** "A1" for the first column and row. */
export const squareName = (column: number, row: number): string =>
  `${String.fromCharCode(65 + column)}${row + 1}`;

const squaresOf = ({ squares: { columns, rows } }: DistrictMap): string[] =>
  Array.from({ length: columns * rows }, (_, index) =>
    squareName(index % columns, Math.floor(index / columns)),
  );

/** Every place of a map, as it is answered. */
export const placesOf = (map: DistrictMap): ReadonlySet<string> =>
  new Set(
    [...map.settlements.map(({ id }) => id), ...squaresOf(map)].map(
      (name) => `${map.authorityId}/${name}`,
    ),
  );

/** Places by authority, for the rules of a form. */
export const placesByAuthority = (
  maps: readonly DistrictMap[],
): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(maps.map((map) => [map.authorityId, placesOf(map)]));

/** The settlement's name, or the square; undefined when no map here knows the place. */
export const placeName = (
  maps: readonly DistrictMap[],
  place: string,
  language: Language,
): string | undefined => {
  const map = maps.find(({ authorityId }) => authorityId === authorityOfPlace(place));
  if (map === undefined || !placesOf(map).has(place)) return undefined;
  const name = place.slice(map.authorityId.length + 1);
  return map.settlements.find(({ id }) => id === name)?.name[language] ?? name;
};

/** The square in which a point lies. */
export const squareAt = (
  { size, squares }: Pick<DistrictMap, 'size' | 'squares'>,
  [x, y]: readonly [number, number],
): string =>
  squareName(
    Math.min(squares.columns - 1, Math.max(0, Math.floor((x / size.width) * squares.columns))),
    Math.min(squares.rows - 1, Math.max(0, Math.floor((y / size.height) * squares.rows))),
  );
