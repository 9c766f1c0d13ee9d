import { join } from 'node:path';
import * as v from 'valibot';
import { type ConsentPack, consentPackSchema } from '../../../contract/consent.ts';
import {
  authoritiesPackSchema,
  type Authority,
  type CalendarPack,
  calendarPackSchema,
  type ServicePack,
  servicePackSchema,
} from '../../../contract/packs.ts';
import { type DistrictMap, mapPackSchema } from '../../../contract/map-pack.ts';
import {
  informationPackSchema,
  participationCalendarSchema,
  type CalendarEvent,
  type InformationPack,
} from '../../../contract/information.ts';
import { type ReceptionPack, receptionPackSchema } from '../../../contract/receptions.ts';
import type { Files, Log } from '../ports.ts';
import { readJsonFile } from './read-json-file.ts';

/** What this kiosk offers, as its content packs say. */
export interface Packs {
  readonly services: ReadonlyMap<string, ServicePack>;
  readonly authorities: readonly Authority[];
  readonly calendar: CalendarPack;
  readonly maps: readonly DistrictMap[];
  readonly consent: ConsentPack | undefined;
  /** Pages and news by id. */
  readonly information: ReadonlyMap<string, InformationPack>;
  readonly events: readonly CalendarEvent[];
  /** Who receives citizens, by authority. */
  readonly receptions: readonly ReceptionPack[];
}

type Reader = <S extends v.GenericSchema>(
  name: string,
  schema: S,
) => Promise<v.InferOutput<S> | undefined>;

/** Knows nothing, so every deadline counted with it is an estimate. */
const NO_CALENDAR: CalendarPack = {
  pack: 'calendar',
  version: 1,
  source: 'none',
  from: '1970-01-01',
  to: '1970-01-01',
  holidays: [],
  workingDays: [],
};

/** Reads every pack in the folder. A bad one is logged and left out: the kiosk runs on with the others. */
export const loadPacks = async (files: Files, folder: string, log: Log): Promise<Packs> => {
  const read = packReader(files, folder, log);
  const many = <P extends { readonly id: string }>(
    name: string,
    schema: v.GenericSchema<unknown, P>,
  ) => loadFolder({ files, folder, log, read }, name, schema);
  const [services, information, receptions, events, authorities, calendar, maps, consent] =
    await Promise.all([
      many('services', servicePackSchema),
      many('information', informationPackSchema),
      many('receptions', receptionPackSchema),
      read('participation-calendar.json', participationCalendarSchema),
      read('authorities.json', authoritiesPackSchema),
      read('calendar.json', calendarPackSchema),
      loadMaps(files, folder, read),
      read('consent.json', consentPackSchema),
    ]);
  return {
    services,
    information,
    events: events?.events ?? [],
    receptions: [...receptions.values()],
    authorities: authorities?.authorities ?? [],
    calendar: calendar ?? NO_CALENDAR,
    maps,
    consent,
  };
};

const packReader =
  (files: Files, folder: string, log: Log): Reader =>
  async (name, schema) => {
    try {
      const parsed = v.safeParse(schema, await readJsonFile(files, join(folder, name)));
      if (parsed.success) return parsed.output;
      log.error('pack.left_out', { file: name, reason: placeOf(parsed.issues[0]) });
    } catch (error) {
      // Content from outside may fail in any way; staff find the file's name in the log.
      if (MAY_BE_MISSING.has(name) && isMissing(error)) return undefined;
      log.error('pack.left_out', { file: name, reason: reasonOf(error) });
    }
    return undefined;
  };

const placeOf = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? ''} ${issue.message}`;

/** What a kiosk does well without: nothing to read is no fault. */
const MAY_BE_MISSING: ReadonlySet<string> = new Set([
  'information',
  'receptions',
  'participation-calendar.json',
]);

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Maps are an extra: where one is missing, nobody is asked for a place on it. */
const loadMaps = async (
  files: Files,
  folder: string,
  read: Reader,
): Promise<readonly DistrictMap[]> => {
  const names = await files.list(join(folder, 'maps')).then(packNames, () => []);
  const maps = await Promise.all(names.map((name) => read(join('maps', name), mapPackSchema)));
  return maps.filter((map) => map !== undefined);
};

interface Loading {
  readonly files: Files;
  readonly folder: string;
  readonly log: Log;
  readonly read: Reader;
}

/** Every pack in a folder of packs, by id; the first of two with the same id counts. */
const loadFolder = async <P extends { readonly id: string }>(
  loading: Loading,
  name: string,
  schema: v.GenericSchema<unknown, P>,
): Promise<ReadonlyMap<string, P>> => {
  const names = await listPacks(loading, name);
  const packs = await Promise.all(names.map((file) => loading.read(join(name, file), schema)));
  const byId = new Map<string, P>();
  for (const pack of packs) {
    if (pack === undefined) continue;
    if (byId.has(pack.id))
      loading.log.error('pack.left_out', { file: pack.id, reason: 'same id twice' });
    else byId.set(pack.id, pack);
  }
  return byId;
};

const packNames = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name.endsWith('.json')).sort();

const listPacks = async (
  { files, folder, log }: Loading,
  name: string,
): Promise<readonly string[]> => {
  try {
    return packNames(await files.list(join(folder, name)));
  } catch (error) {
    if (!(MAY_BE_MISSING.has(name) && isMissing(error)))
      log.error('pack.left_out', { file: name, reason: reasonOf(error) });
    return [];
  }
};
