import { squareAt, squareName } from '../../../../contract/domain/place.ts';
import type { DistrictMap } from '../../../../contract/map-pack.ts';

type Point = readonly [number, number];

/** SVG points of a line. */
export const pointsOf = (line: readonly Point[]): string =>
  line.map(([x, y]) => `${x},${y}`).join(' ');

/** Even-odd rule: how many sides of the outline lie to the right of the point. */
export const isInside = (outline: readonly Point[], [x, y]: Point): boolean =>
  outline.filter(([x1, y1], index) => {
    const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
  }).length %
    2 ===
  1;

export interface Square {
  readonly name: string;
  readonly column: number;
  readonly row: number;
  readonly settlements: DistrictMap['settlements'];
}

/** Points of a square that are looked at: enough to notice a corner of the district. */
const PROBES = [0.1, 0.3, 0.5, 0.7, 0.9];

/** The squares that the district touches, row by row. */
export const squaresWithin = (map: DistrictMap): readonly Square[] => {
  const { columns, rows } = map.squares;
  const [width, height] = [map.size.width / columns, map.size.height / rows];
  const touches = (column: number, row: number): boolean =>
    PROBES.some((x) =>
      PROBES.some((y) => isInside(map.outline, [(column + x) * width, (row + y) * height])),
    );
  return Array.from({ length: columns * rows }, (_, index) => ({
    column: index % columns,
    row: Math.floor(index / columns),
  }))
    .filter(({ column, row }) => touches(column, row))
    .map(({ column, row }) => ({
      name: squareName(column, row),
      column,
      row,
      settlements: map.settlements.filter(
        ({ at }) => squareAt(map, at) === squareName(column, row),
      ),
    }));
};
