import type { ConsentPack } from '../consent.ts';
import { LANGUAGES } from '../languages.ts';
import type { PackFault } from './pack-rules.ts';
import { provenanceErrors } from './provenance-review.ts';

/** What the kiosk puts in; any other name in braces would be shown as it stands. */
const NAMES = ['{agency}', '{days}'];

const namesIn = (text: string): string[] => [...new Set(text.match(/\{[^}]*\}?/gu))].toSorted();

type Point = ConsentPack['points'][number];

const nameFaults = (point: Point, part: 'short' | 'full', place: PackFault['path']): PackFault[] =>
  LANGUAGES.flatMap((language) => {
    const names = namesIn(point[part][language]);
    const path = [...place, part, language];
    const unknown = names.filter((name) => !NAMES.includes(name));
    const same = names.join() === namesIn(point[part].az).join();
    return [
      ...unknown.map((name) => ({ path, message: `the kiosk puts nothing in for ${name}` })),
      ...(same ? [] : [{ path, message: 'it does not name what the text in az names' }]),
    ];
  });

/** What the shape of the consent sheet does not say: a legal notice that is whole in one language only, or shows braces. */
export const consentFaults = ({ provenance, points }: ConsentPack): PackFault[] => [
  ...provenanceErrors(provenance, ['provenance']),
  ...points.flatMap((point, index) => [
    ...nameFaults(point, 'short', ['points', index]),
    ...nameFaults(point, 'full', ['points', index]),
  ]),
];
