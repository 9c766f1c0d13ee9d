import { fail, ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { Counters } from '../../counters.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Packs } from '../../packs/load-packs.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { StickFiles } from '../../stick-files.ts';
import { figureDocument } from './figure-document.ts';
import { figuresOf, toCsv } from './figures.ts';
import { leftAtNames } from './left-at-names.ts';

export interface UsageOptions {
  readonly counters: Pick<Counters, 'days'>;
  readonly audit: Audit;
  readonly stick: StickFiles;
  readonly time: Pick<KioskTime, 'today'>;
  readonly services: Packs['services'];
  readonly shop: Pick<PrintShop, 'print'>;
}

/** The kiosk's own figures for staff: on the screen, on paper and as a file. */
export const createUsageMethods = ({
  counters,
  audit,
  stick,
  time,
  services,
  shop,
}: UsageOptions): HandlersOf<'usage'> => {
  const leftAt = leftAtNames(services);
  const figures = async (days: number) =>
    figuresOf(await counters.days(), time.today(), days, leftAt);
  return {
    'usage.figures': async ({ days }) => ok(await figures(days)),
    'usage.print': async ({ days, figure, language }, { staff }) => {
      const made = await figures(days);
      const found = made.figures.find(({ name }) => name === figure);
      if (found === undefined) return fail('internal');
      return shop.print(figureDocument(made, found, language), staff);
    },
    'usage.export': async ({ days }, { staff }) => {
      const made = await figures(days);
      const written = await stick.write(`asan-figures-${made.from}-${made.to}.csv`, toCsv(made));
      if (!written.ok) return written;
      await audit.note({ number: staff.number, act: 'counters_exported' });
      return ok({ file: written.value });
    },
  };
};
