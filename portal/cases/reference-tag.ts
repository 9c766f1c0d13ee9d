import type { PortalContext } from '../context.ts';
import { tagOf } from '../seals/digest.ts';

/**
 * Finds a case by its receipt's reference without keeping the reference: together with the look-up
 * id it would let the holder of a copied database guess receipt codes.
 */
export const referenceTag = ({ keys }: Pick<PortalContext, 'keys'>, reference: string): string =>
  tagOf(keys.indexKey, 'reference', reference);
