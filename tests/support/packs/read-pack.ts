import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { mapPackSchema, type DistrictMap } from '../../../contract/map-pack.ts';
import { receptionPackSchema, type ReceptionPack } from '../../../contract/receptions.ts';
import {
  authoritiesPackSchema,
  calendarPackSchema,
  servicePackSchema,
  type AuthoritiesPack,
  type CalendarPack,
  type ServicePack,
} from '../../../contract/packs.ts';

const raw = (path: string): unknown =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../resources/packs/${path}`, import.meta.url)),
      'utf8',
    ),
  );

const idsIn = (folder: string): readonly string[] =>
  readdirSync(new URL(`../../../resources/packs/${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

/** Ids of all bundled services. */
export const serviceIds = (): readonly string[] => idsIn('services');

/** Ids of the authorities whose receptions are bundled. */
export const receptionIds = (): readonly string[] => idsIn('receptions');

/** A bundled service as it stands in its file, before parsing. */
export const rawService = (id: string) => raw(`services/${id}.json`) as Record<string, unknown>;

export const readService = (id: string): ServicePack =>
  v.parse(servicePackSchema, raw(`services/${id}.json`));

export const readAuthorities = (): AuthoritiesPack =>
  v.parse(authoritiesPackSchema, raw('authorities.json'));

export const readCalendar = (): CalendarPack => v.parse(calendarPackSchema, raw('calendar.json'));

/** A bundled file of receptions, before parsing. */
export const rawReceptions = (id: string) =>
  raw(`receptions/${id}.json`) as { readonly officials: readonly Record<string, unknown>[] };

export const readReceptions = (): readonly ReceptionPack[] =>
  receptionIds().map((id) => v.parse(receptionPackSchema, raw(`receptions/${id}.json`)));

/** The bundled drawn maps. */
export const readMaps = (): readonly DistrictMap[] =>
  readdirSync(new URL('../../../resources/packs/maps', import.meta.url)).map((name) =>
    v.parse(mapPackSchema, raw(`maps/${name}`)),
  );
