import type { CallError } from '../../api/kiosk-client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSessionStore } from '../../stores/session.ts';
import { durationParts, pluralForm, type Unit } from './duration.ts';

/** Codes for which staff need other words than citizens: they are the ones who can do something. */
const STAFF_CODES: ReadonlySet<string> = new Set([
  'not_set_up',
  'storage_full',
  'storage_failed',
  'no_medium',
  'bad_bundle',
  'internal',
]);

/** What only staff read: lengths of time, sizes, failures. */
export const useStaffWords = () => {
  const text = useText();
  const { t } = text;
  const session = useSessionStore();

  /** "2 hours 5 minutes" from milliseconds. */
  const duration = (milliseconds: number, least: Unit = 'second'): string =>
    durationParts(milliseconds, least)
      .map(({ unit, count }) =>
        t(`staff.time.${unit}.${pluralForm(session.language, count)}`, { count }),
      )
      .join(' ');

  /** Sizes in kilobytes of 1,000 bytes, at least one. */
  const size = (bytes: number): string =>
    t('staff.queue.kilobytes', { count: Math.max(1, Math.round(bytes / 1000)) });

  const failure = ({ code }: CallError): string | undefined =>
    STAFF_CODES.has(code) ? t(`staff.failures.${code}`) : undefined;

  return { ...text, duration, size, failure };
};
