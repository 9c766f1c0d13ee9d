import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { placesByAuthority } from '../../contract/domain/place.ts';
import { mapPackSchema, type DistrictMap } from '../../contract/map-pack.ts';
import { receptionPackSchema, type ReceptionPack } from '../../contract/receptions.ts';
import {
  authoritiesPackSchema,
  calendarPackSchema,
  servicePackSchema,
  type Authority,
  type CalendarPack,
  type ServicePack,
} from '../../contract/packs.ts';

/** What the portal knows from its packs. */
export interface Content {
  readonly services: ReadonlyMap<string, ServicePack>;
  readonly authorities: ReadonlyMap<string, Authority>;
  readonly authorityIds: ReadonlySet<string>;
  readonly calendar: CalendarPack;
  readonly maps: readonly DistrictMap[];
  /** Places of the maps by authority. */
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  /** Who receives citizens; a file an authority. */
  readonly receptions: readonly ReceptionPack[];
}

const readPack = async <S extends v.GenericSchema>(
  path: string,
  schema: S,
): Promise<v.InferOutput<S>> => {
  const parsed = v.safeParse(schema, JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${path}: ${v.getDotPath(issue) ?? 'the pack'}: ${issue.message}`);
};

/** Names of the packs in a folder; without the folder there are none of its kind. */
const namesIn = async (folder: string, kind: string): Promise<string[]> => {
  const entries = await readdir(folder);
  if (!entries.includes(kind)) return [];
  return (await readdir(join(folder, kind))).filter((name) => name.endsWith('.json'));
};

/**
 * Reads `authorities.json`, `calendar.json`, `services/*.json`, `maps/*.json` and
 * `receptions/*.json` of a packs folder.
 * Throws when a pack does not have its shape: a portal with half its content must not start.
 */
export const loadContent = async (folder: string): Promise<Content> => {
  const [names, drawn, receiving] = await Promise.all([
    namesIn(folder, 'services'),
    namesIn(folder, 'maps'),
    namesIn(folder, 'receptions'),
  ]);
  const [{ authorities }, calendar, services, maps, receptions] = await Promise.all([
    readPack(join(folder, 'authorities.json'), authoritiesPackSchema),
    readPack(join(folder, 'calendar.json'), calendarPackSchema),
    Promise.all(names.map((name) => readPack(join(folder, 'services', name), servicePackSchema))),
    Promise.all(drawn.map((name) => readPack(join(folder, 'maps', name), mapPackSchema))),
    Promise.all(
      receiving.map((name) => readPack(join(folder, 'receptions', name), receptionPackSchema)),
    ),
  ]);
  return {
    services: new Map(services.map((service) => [service.id, service])),
    authorities: new Map(authorities.map((authority) => [authority.id, authority])),
    authorityIds: new Set(authorities.map(({ id }) => id)),
    calendar,
    maps,
    places: placesByAuthority(maps),
    receptions,
  };
};
