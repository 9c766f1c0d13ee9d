import { join } from 'node:path';
import type { InstalledPack } from '../../../contract/content-views.ts';
import type { Files, Log } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { Bundles } from '../updates/bundles.ts';
import { loadPacks, type Packs } from './load-packs.ts';

/** The content that this kiosk works with until the next start. */
export interface Content {
  readonly packs: Packs;
  /** Version of the bundle; undefined for what came with the program. */
  readonly version: string | undefined;
  /** Files that are not of the agreed shape and were left out. */
  readonly leftOut: readonly string[];
}

export interface OpenContentOptions {
  readonly files: Files;
  readonly bundles: Pick<Bundles, 'installed'>;
  readonly log: Log;
  readonly store: Pick<Store, 'data'>;
  /** What came with the program. */
  readonly packsFolder: string;
  /** Where installed bundles lie, each in a folder of its version. */
  readonly installedFolder: string;
}

/** Reads packs and notes which were left out, beside the log. */
export const loadChecked = async (
  files: Files,
  folder: string,
  log: Log,
): Promise<Pick<Content, 'packs' | 'leftOut'>> => {
  const leftOut: string[] = [];
  const listening: Log = {
    ...log,
    error: (event, details) => {
      if (event === 'pack.left_out') leftOut.push(String(details?.['file'] ?? ''));
      log.error(event, details);
    },
  };
  return { packs: await loadPacks(files, folder, listening), leftOut };
};

/**
 * Opens the bundle that staff chose, else the newest that lies there, else what came with the
 * program. A bundle that does not read whole is passed over: the kiosk must start.
 */
export const openContent = async (options: OpenContentOptions): Promise<Content> => {
  const { files, log, store, packsFolder } = options;
  const installed = await installedVersions(options);
  const chosen = store.data.content.get('content');
  const version = chosen === undefined ? installed.at(-1) : (chosen.version ?? undefined);
  if (version !== undefined && installed.includes(version)) {
    const loaded = await loadChecked(files, join(options.installedFolder, version), log);
    if (loaded.leftOut.length === 0 && loaded.packs.services.size > 0)
      return { ...loaded, version };
    log.error('content.passed_over', { version });
  }
  return { ...(await loadChecked(files, packsFolder, log)), version: undefined };
};

/** A folder that cannot be read is passed over like a bundle that cannot, and told. */
const installedVersions = async ({
  bundles,
  log,
  installedFolder,
}: OpenContentOptions): Promise<readonly string[]> => {
  const found = await bundles.installed(installedFolder);
  if (found.ok) return found.value;
  log.error('content.folder_unreadable');
  return [];
};

/** The packs by kind and id. */
export const listInstalled = ({
  services,
  information,
  receptions,
  authorities,
  calendar,
  consent,
}: Packs): readonly InstalledPack[] => [
  ...[...services.values()].map(
    ({ id, version, passport: { title } }) => ({ kind: 'service', id, title, version }) as const,
  ),
  ...[...information].map(([id, { title }]) => ({ kind: 'information', id, title }) as const),
  ...receptions.map(({ id, version }) => {
    const title = authorities.find((one) => one.id === id)?.name;
    return { kind: 'receptions', id, version, ...(title && { title }) } as const;
  }),
  { kind: 'authorities', id: String(authorities.length) },
  {
    kind: 'calendar',
    id: `${calendar.from.slice(0, 4)}–${calendar.to.slice(0, 4)}`,
    version: calendar.version,
  },
  ...(consent === undefined ? [] : [{ kind: 'consent', id: 'consent' } as const]),
];
