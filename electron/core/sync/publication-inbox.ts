import type { Publication } from '../../../contract/publications.ts';
import type { StoreReader, StoreWriter } from '../store/store.ts';

const keyOf = ({ kind, id }: Publication): string => `${kind}/${id}`;

/** Keeps what is newer than what is here; answers the kinds that changed. Revisions of different epochs do not compare. */
export const keepPublications = (
  writer: StoreWriter,
  published: readonly Publication[],
  epoch: string,
): readonly string[] => {
  const news = published.filter((one) => {
    const known = writer.publications.get(keyOf(one));
    return known?.epoch !== epoch || known.rev < one.rev;
  });
  for (const one of news) {
    const { body, rev } = one;
    if (body === null) writer.publications.delete(keyOf(one));
    else writer.publications.set(keyOf(one), { rev, epoch, body });
  }
  return news.map(({ kind }) => kind);
};

/** After the last page in a new epoch: what was not told again is no longer published. */
export const dropOldEpochs = (
  writer: StoreWriter,
  { publications }: Pick<StoreReader, 'publications'>,
  epoch: string,
): readonly string[] => {
  const old = [...publications.entries()]
    .map(([key]) => key)
    .filter((key) => (writer.publications.get(key)?.epoch ?? epoch) !== epoch);
  for (const key of old) writer.publications.delete(key);
  return old.map((key) => key.slice(0, key.indexOf('/')));
};
