import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Enrolment } from './portal-program.ts';
import { startProgram } from './program.ts';
import type { Program } from './program.ts';

export interface KioskProgram extends Program {
  /** Lets a browser in; the one before is thrown out. */
  readonly address: string;
}

/**
 * Writes a kiosk's configuration and answers its path. `portalUrl` is the near end of the cable,
 * the third are keys beside the usual ones, under `portal` too.
 */
export const writeKioskFile = (
  folder: string,
  portalUrl: string,
  enrolment: Enrolment,
  { portal: morePortal, ...more }: Readonly<Record<string, unknown>> = {},
): string => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'kiosk.json');
  const { keyThumbprint, enrolmentCode } = enrolment;
  const portal = {
    url: portalUrl,
    keyThumbprint,
    ...(enrolmentCode && { enrolmentCode }),
    pullEvery: 0.5,
    ...(morePortal as object | undefined),
  };
  const text = (az: string, ru: string, en: string) => ({ az, ru, en });
  const kiosk = {
    agencyName: text('ASAN xidmət', 'Служба ASAN', 'ASAN service'),
    centreName: text('Masallı mərkəzi', 'Центр Масаллы', 'Masalli centre'),
    authorityId: 'az-mas',
    callCentre: '108',
    demonstration: true,
    portal,
    ...more,
  };
  writeFileSync(path, JSON.stringify(kiosk));
  return path;
};

/** The built browser host as a process of its own; `node` are arguments and environment of Node itself. */
export const startKioskProgram = async (
  configFile: string,
  dataFolder: string,
  node: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<KioskProgram> => {
  const host = ['out/main/browser.js', '--config', configFile, '--data', dataFolder];
  const program = await startProgram(
    [...(node.args ?? []), ...host, '--browser', 'none'],
    node.env ?? {},
    (line) => /^Kiosk: (http\S+)$/.exec(line)?.[1],
  );
  return { ...program, address: program.found };
};
