import azStatus from '../../../renderer/src/i18n/az/caseStatus.json';
import azDecision from '../../../renderer/src/i18n/az/decision.json';
import enStatus from '../../../renderer/src/i18n/en/caseStatus.json';
import enDecision from '../../../renderer/src/i18n/en/decision.json';
import ruStatus from '../../../renderer/src/i18n/ru/caseStatus.json';
import ruDecision from '../../../renderer/src/i18n/ru/decision.json';

/** The kiosk's own words around a decision, so that the preview is what the citizen will read. */
export const citizenWords = {
  az: { status: azStatus, decision: azDecision },
  ru: { status: ruStatus, decision: ruDecision },
  en: { status: enStatus, decision: enDecision },
} as const;
