import type { PackFault } from './pack-rules.ts';

/** Whatever in a pack is called verified without a source, at any depth. */
export const provenanceErrors = (value: unknown, path: PackFault['path'] = []): PackFault[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { status, source } = value as { status?: unknown; source?: unknown };
  const bare = status === 'verified' && (typeof source !== 'string' || source.trim() === '');
  return [
    ...(bare ? [{ path, message: 'verified by what? name the source' }] : []),
    ...Object.entries(value).flatMap(([key, part]) => provenanceErrors(part, [...path, key])),
  ];
};
