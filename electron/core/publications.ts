import * as v from 'valibot';
import type { Log } from './ports.ts';
import type { StoreReader } from './store/store.ts';

/** What the portal has published to this kiosk, by kind and id; the newest of each, also without a network. */
export interface Publications {
  /** Bodies that have the shape of `schema`; others are logged and left out. */
  read<S extends v.GenericSchema>(kind: string, schema: S): ReadonlyMap<string, v.InferOutput<S>>;
  /** Hears the kinds of which something changed, after it is durable. */
  onChange(listener: (kinds: readonly string[]) => void): void;
}

export interface PublicationsOptions {
  readonly data: Pick<StoreReader, 'publications'>;
  readonly log: Log;
}

/** `changed` is for the sync, which brings them. */
export const createPublications = ({
  data,
  log,
}: PublicationsOptions): Publications & { changed(kinds: readonly string[]): void } => {
  const listeners: ((kinds: readonly string[]) => void)[] = [];
  return {
    read: (kind, schema) => {
      const reader = v.pipe(v.string(), v.parseJson(), schema);
      const found = new Map<string, v.InferOutput<typeof schema>>();
      for (const [key, { body }] of data.publications.entries()) {
        if (!key.startsWith(`${kind}/`)) continue;
        const parsed = v.safeParse(reader, body);
        if (parsed.success) found.set(key.slice(kind.length + 1), parsed.output);
        else log.error('publication.left_out', { kind, reason: parsed.issues[0].message });
      }
      return found;
    },
    onChange: (listener) => listeners.push(listener),
    changed: (kinds) => {
      for (const listener of listeners) listener(kinds);
    },
  };
};
