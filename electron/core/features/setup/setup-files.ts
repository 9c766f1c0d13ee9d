import type { Language } from '../../../../contract/languages.ts';
import type { KioskError } from '../../../../contract/errors.ts';
import { ok, type Result } from '../../../../contract/result.ts';
import { SETUP_FILES, type SetupReport } from '../../../../contract/setup.ts';
import type { KioskConfig, KioskFile } from '../../config.ts';
import type { StickFiles, StickWriteFault } from '../../stick-files.ts';
import { wholeConfig } from './setup-answers.ts';
import type { Accounts } from './setup-methods.ts';
import { reportText } from './setup-papers.ts';

/** The portal of a configuration of which other parts may still be missing. */
export const wholePortal = (file: Record<string, unknown>): Pick<KioskConfig, 'portal'> => {
  const filler = { az: '-', ru: '-', en: '-' };
  const usual = { agencyName: filler, centreName: filler, authorityId: 'az', callCentre: '00' };
  const whole = wholeConfig({ ...usual, portal: file['portal'] });
  return whole.ok ? { portal: whole.value.portal } : {};
};

/** A code works once: in the file of a kiosk that has used it, it only looks like a secret. */
export const withoutUsedCode = (
  file: Record<string, unknown>,
  isEnrolled: boolean,
): Record<string, unknown> => {
  const { portal } = file as Partial<KioskFile>;
  if (!isEnrolled || portal === undefined) return file;
  const { enrolmentCode: _, ...others } = portal;
  return { ...file, portal: others };
};

/** The same for other kiosks of the centre: all but what belongs to this one. */
export const forOthers = (
  file: Record<string, unknown>,
  people: Pick<Accounts, 'all'> | undefined,
): Record<string, unknown> => {
  const { staff: _staff, madeOver: _madeOver, ...others } = withoutUsedCode(file, true);
  if (people === undefined) return others;
  const staff = people
    .all()
    .filter(({ disabled }) => disabled !== true)
    .map(({ number, name, role, pin, phone }) => ({
      ...{ number, name, role, pin },
      ...(phone !== undefined && { phone }),
    }));
  return { ...others, staff };
};

/** Writes all files, or as many as the stick takes. */
export const exportAll = async (
  stick: StickFiles,
  report: SetupReport,
  language: Language,
  config: string,
): Promise<Result<readonly string[], KioskError<StickWriteFault>>> => {
  const files = [
    [SETUP_FILES.config, config],
    [SETUP_FILES.text, reportText(report, language)],
    [SETUP_FILES.json, `${JSON.stringify(report, null, 2)}\n`],
  ] as const;
  const names: string[] = [];
  for (const [name, text] of files) {
    const written = await stick.write(name, text);
    if (!written.ok) return written;
    names.push(written.value);
  }
  return ok(names);
};
