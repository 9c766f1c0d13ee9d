import type { ServicePack } from '../../../contract/packs.ts';
import type { ServiceSummary } from '../../../contract/views.ts';

/** A service as it stands in a list. */
export const summaryOf = ({
  id,
  purpose,
  passport,
  owner,
  lifeTopic,
  level,
}: ServicePack): ServiceSummary => ({
  id,
  purpose,
  title: passport.title,
  summary: passport.summary,
  owner,
  lifeTopic,
  level,
  minutes: passport.minutes,
  counter: passport.counter !== undefined,
});
