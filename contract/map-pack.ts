import * as v from 'valibot';
import { localizedSchema } from './languages.ts';
import { identifierSchema, provenanceSchema } from './packs.ts';

/**
 * A district's map, drawn by hand: where somebody means, not where something is measured. Points
 * only, no markup: a pack from outside can draw nothing but lines and names.
 */

const coordinate = v.pipe(v.number(), v.minValue(0), v.maxValue(2000));
/** From the left and from the top, in the map's own units. */
const pointSchema = v.tuple([coordinate, coordinate]);
const lineSchema = v.pipe(v.array(pointSchema), v.minLength(2), v.maxLength(200));

const side = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(2000));
const count = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(12));

const mapObject = v.strictObject({
  pack: v.literal('map'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  authorityId: identifierSchema,
  provenance: provenanceSchema,
  size: v.strictObject({ width: side, height: side }),
  /** Squares for places without a settlement: columns A, B, …, rows 1, 2, … */
  squares: v.strictObject({ columns: count, rows: count }),
  outline: v.pipe(v.array(pointSchema), v.minLength(3), v.maxLength(200)),
  waters: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          kind: v.picklist(['river', 'sea']),
          name: localizedSchema,
          line: lineSchema,
        }),
      ),
      v.maxLength(20),
    ),
    [],
  ),
  roads: v.optional(
    v.pipe(
      v.array(v.strictObject({ kind: v.picklist(['main', 'local']), line: lineSchema })),
      v.maxLength(40),
    ),
    [],
  ),
  settlements: v.pipe(
    v.array(
      v.strictObject({
        id: identifierSchema,
        kind: v.picklist(['city', 'town', 'village']),
        name: localizedSchema,
        at: pointSchema,
      }),
    ),
    v.minLength(1),
    v.maxLength(60),
  ),
});

type MapParts = v.InferOutput<typeof mapObject>;

const isWithin = ({ size, outline, settlements }: MapParts): boolean =>
  [...outline, ...settlements.map(({ at }) => at)].every(
    ([x, y]) => x <= size.width && y <= size.height,
  );

const idsDiffer = ({ settlements }: MapParts): boolean =>
  new Set(settlements.map(({ id }) => id)).size === settlements.length;

export const mapPackSchema = v.pipe(
  mapObject,
  v.check(isWithin, 'the outline or a settlement lies outside the map'),
  v.check(idsDiffer, 'two settlements have the same id'),
);
export type DistrictMap = v.InferOutput<typeof mapPackSchema>;
