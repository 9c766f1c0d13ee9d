import type { PortalContext } from '../context.ts';
import { tagOf } from '../seals/digest.ts';

/** Finds a person's cases without keeping the FIN: a copied database names nobody. */
export const personTag = ({ keys }: Pick<PortalContext, 'keys'>, fin: string): string =>
  tagOf(keys.indexKey, 'person', fin);
