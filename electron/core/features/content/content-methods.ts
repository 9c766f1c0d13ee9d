import { join } from 'node:path';
import type {
  ContentFault,
  ContentView,
  InstallReport,
} from '../../../../contract/content-views.ts';
import type { KioskError } from '../../../../contract/errors.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { Audit, Recorded } from '../../audit.ts';
import type { KioskConfig } from '../../config.ts';
import type { HandlersOf } from '../../methods.ts';
import { listInstalled, loadChecked, type Content } from '../../packs/open-content.ts';
import type { Files, Log } from '../../ports.ts';
import type { ContentRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { compareVersions } from '../../updates/bundle-format.ts';
import type { Bundles, BundleTrust, OpenedBundle } from '../../updates/bundles.ts';

export interface ContentOptions {
  readonly content: Content;
  readonly store: Store;
  readonly audit: Audit;
  readonly files: Files;
  readonly bundles: Bundles;
  readonly log: Log;
  readonly installedFolder: string;
  readonly trust: KioskConfig['updates'];
  /** The agreed folder of the stick. */
  readonly stickFolder: string | undefined;
}

const ID = 'content';

/** Content packs as staff see, install and take back. */
export const createContentMethods = (options: ContentOptions): HandlersOf<'content'> => {
  const { content, store, audit } = options;

  const choose = (record: ContentRecord, act: Recorded): Promise<void> =>
    store.update(
      (writer) => {
        writer.content.set(ID, record);
        act(writer);
      },
      { urgent: true },
    );
  const chosen = (): ContentRecord | undefined => store.data.content.get(ID);
  const inUse = content.version ?? null;

  const view = (): ContentView => {
    const record = chosen();
    const earlier = before(record, inUse);
    return {
      ...(content.version !== undefined && { version: content.version }),
      packs: listInstalled(content.packs),
      leftOut: content.leftOut,
      ...(record !== undefined && record.version !== inUse && { next: record.version }),
      ...(earlier !== undefined && { before: earlier }),
    };
  };

  return {
    'content.view': () => ok(view()),
    'content.install': async (_input, { staff }) => {
      const result = await takeBundle(options);
      if (!result.ok || !result.value.taken) return result;
      const taken = result.value;
      await choose(
        { version: taken.version, before: inUse },
        audit.record({ number: staff.number, act: 'content_installed', subject: taken.version }),
      );
      return ok(taken);
    },
    'content.rollBack': async (_input, { staff }) => {
      const to = before(chosen(), inUse);
      if (to === undefined) return fail('not_found');
      await choose(
        { version: to, before: null },
        audit.record({
          number: staff.number,
          act: 'content_rolled_back',
          subject: to ?? 'as delivered',
        }),
      );
      return ok(view());
    },
  };
};

/** What a roll-back leads to: what was there before the last installation, else what came with the program. */
const before = (
  record: ContentRecord | undefined,
  inUse: string | null,
): string | null | undefined => {
  const now = record === undefined ? inUse : record.version;
  if (now === null) return undefined;
  return record?.before === now ? null : (record?.before ?? null);
};

const refused = (fault: ContentFault): Result<InstallReport, never> => ok({ taken: false, fault });

/** A stick may hold anything; nobody carries more bundles than this on purpose. */
const MOST_LOOKED_AT = 50;

/**
 * The bundle of packs with the highest version that was signed for this kiosk; where there is none, the
 * last by its name, so that staff are told what is wrong with it.
 */
const newestOf = async (
  { bundles, log }: Pick<ContentOptions, 'bundles' | 'log'>,
  folder: string,
  trust: BundleTrust,
): Promise<string | undefined> => {
  const names = await bundles.find(folder);
  if (!names.ok) {
    log.warn('content.stick_unreadable');
    return undefined;
  }
  const paths = names.value.slice(-MOST_LOOKED_AT).map((name) => join(folder, name));
  let newest: { readonly path: string; readonly version: string } | undefined;
  for (const path of paths) {
    const peeked = await bundles.peek(path, { trust, kind: 'packs' });
    if (!peeked.ok) continue;
    const { version } = peeked.value;
    if (newest === undefined || compareVersions(version, newest.version) > 0)
      newest = { path, version };
  }
  return newest?.path ?? paths.at(-1);
};

type Taken = Result<InstallReport, KioskError<'no_medium' | 'storage_failed'>>;

/** Everything about the chosen bundle is checked. */
const takeBundle = async (options: ContentOptions): Promise<Taken> => {
  const { bundles, log, trust, stickFolder, installedFolder } = options;
  if (stickFolder === undefined) return fail('no_medium');
  if (trust === undefined) return refused('no_keys');
  const source = await newestOf(options, stickFolder, trust);
  if (source === undefined) return fail('no_medium');
  const floor = await bundles.floor(installedFolder);
  if (!floor.ok) {
    log.error('content.floor_lost', { fault: floor.error });
    return fail('storage_failed');
  }
  const opened = await bundles.open({
    source,
    staging: join(installedFolder, 'staging'),
    trust,
    kind: 'packs',
    floor: floor.value,
  });
  if (!opened.ok) return refused(opened.error);
  return keepWhole(options, opened.value);
};

/** Signed is not enough: every pack must be one that this program can read. */
const keepWhole = async (
  { bundles, files, log, installedFolder }: ContentOptions,
  bundle: OpenedBundle,
): Promise<Taken> => {
  const { packs, leftOut } = await loadChecked(files, bundle.folder, log);
  if (leftOut.length > 0 || packs.services.size === 0) {
    await bundle.discard();
    return refused('bad_packs');
  }
  await bundles.install(bundle, installedFolder);
  return ok({ taken: true, version: bundle.manifest.version });
};
