import type { ConsentPack } from '../../../../contract/consent.ts';
import type { Localized } from '../../../../contract/languages.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { KioskConfig } from '../../config.ts';
import type { Settings } from '../../device-settings.ts';
import type { HandlersOf } from '../../methods.ts';

export interface ConsentOptions {
  readonly sheet: ConsentPack | undefined;
  readonly kiosk: Pick<KioskConfig, 'agencyName'>;
  readonly settings: Pick<Settings, 'current'>;
}

/** Shows the consent sheet with what this kiosk knows of itself put in. */
export const createConsentMethods = (options: ConsentOptions): HandlersOf<'consent'> => ({
  'consent.sheet': () => {
    const { sheet } = options;
    if (sheet === undefined) return fail('not_found');
    return ok({
      version: sheet.version,
      verified: sheet.provenance.status === 'verified',
      points: sheet.points.map((point) => ({
        ...point,
        short: filledIn(point.short, options),
        full: filledIn(point.full, options),
      })),
    });
  },
});

const filledIn = (text: Localized, { kiosk, settings }: ConsentOptions): Localized => {
  const { keepSentDays } = settings.current();
  const fill = (words: string, agency: string): string =>
    words.replaceAll('{agency}', agency).replaceAll('{days}', String(keepSentDays));
  const { az, ru, en } = kiosk.agencyName;
  return { az: fill(text.az, az), ru: fill(text.ru, ru), en: fill(text.en, en) };
};
