import { caseStatus as azStatus, decision as azDecision } from '../../../renderer/src/i18n/az.json';
import { caseStatus as enStatus, decision as enDecision } from '../../../renderer/src/i18n/en.json';
import { caseStatus as ruStatus, decision as ruDecision } from '../../../renderer/src/i18n/ru.json';

/** The kiosk's own words around a decision, so that the preview is what the citizen will read. */
export const citizenWords = {
  az: { status: azStatus, decision: azDecision },
  ru: { status: ruStatus, decision: ruDecision },
  en: { status: enStatus, decision: enDecision },
} as const;
