import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import { ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { Counters } from '../../counters.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { StickFiles } from '../../stick-files.ts';
import { figuresOf, toCsv } from './figures.ts';

export interface UsageOptions {
  readonly counters: Pick<Counters, 'days'>;
  readonly audit: Audit;
  readonly stick: StickFiles;
  readonly time: Pick<KioskTime, 'today'>;
}

/** The kiosk's own figures for staff, on the screen and as a file. */
export const createUsageMethods = ({
  counters,
  audit,
  stick,
  time,
}: UsageOptions): HandlersOf<'usage'> => {
  const figures = async (days: number) => figuresOf(await counters.days(), time.today(), days);
  return {
    'usage.figures': async ({ days }) => ok(await figures(days)),
    'usage.export': async ({ days }, { staff }) => {
      const made = await figures(days);
      const written = await stick.write(`asan-figures-${made.from}-${made.to}.csv`, toCsv(made));
      if (!written.ok) return written as MethodResult<'usage.export'>;
      await audit.note({ number: staff.number, act: 'counters_exported' });
      return ok({ file: written.value });
    },
  };
};
