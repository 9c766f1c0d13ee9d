import { join } from 'node:path';
import type { Portal } from '../create-portal.ts';
import { changeEpoch } from '../db/epoch.ts';
import { skipNumbers } from '../intake/register-gap.ts';
import { readOrCreateKeyRing, writeKeyRing } from '../keys/key-file.ts';
import { withNewSealingKey } from '../keys/portal-keys.ts';
import { createEnrolment } from '../kiosks/enrolment.ts';
import { revokeKiosk } from '../kiosks/list-kiosks.ts';
import { addOfficial, disableOfficial } from '../officials/officials.ts';
import { answerStick } from '../stick/answer-stick.ts';
import type { OfficialArguments, PortalCommand, PortalSettings } from '../settings.ts';

export type OneCommand = Exclude<PortalCommand, { name: 'serve' }>;

/** What a command tells the person who gave it: printed as one JSON line. */
export interface CommandReport {
  readonly [fact: string]: string | number | readonly string[];
}

/** Whether all was done that was asked for; what was not stands under `failed`. */
export const isComplete = ({ failed }: CommandReport): boolean =>
  !Array.isArray(failed) || failed.length === 0;

/** 15 bytes are 120 bits; typed once, then changed into whatever the office keeps passwords in. */
export const newPassword = ({ context }: Portal): string =>
  Buffer.from(context.random.bytes(15)).toString('base64url');

const addOfficialWithPassword = async (
  portal: Portal,
  official: OfficialArguments,
): Promise<CommandReport> => {
  const password = newPassword(portal);
  const role = official.authorityId === undefined ? 'operator' : 'official';
  await addOfficial(portal.context, { ...official, role, password });
  return { name: official.name, password };
};

const newCode = async (portal: Portal, kioskName: string): Promise<CommandReport> => {
  const { code, expiresAt } = await createEnrolment(portal.context, kioskName);
  return {
    kioskName,
    enrolmentCode: code,
    expiresAt: new Date(expiresAt).toISOString(),
    keyThumbprint: portal.keyThumbprint,
  };
};

const rotateSealingKey = async (
  { context }: Portal,
  { portal: { keysFile, dataFolder } }: PortalSettings,
): Promise<CommandReport> => {
  const path = keysFile ?? join(dataFolder, 'portal-keys.json');
  const ring = await withNewSealingKey(await readOrCreateKeyRing(path, context.random));
  await writeKeyRing(path, ring, context.random);
  return { sealingKeys: ring.sealing.length, newest: ring.sealing.at(-1)?.kid ?? '' };
};

/** More than any authority registers between two backups. */
const SKIPPED_AFTER_RESTORE = 1_000;

const startNewEpoch = async ({ context }: Portal): Promise<CommandReport> => {
  const epoch = context.ids.next();
  await skipNumbers(context, SKIPPED_AFTER_RESTORE);
  await changeEpoch(context.db, epoch);
  return { epoch, numbersSkipped: SKIPPED_AFTER_RESTORE };
};

/** Does what was asked on the command line. Throws the typed errors of the parts that it calls. */
export const runCommand = async (
  portal: Portal,
  command: OneCommand,
  settings: PortalSettings,
): Promise<CommandReport> => {
  switch (command.name) {
    case 'enrol-code':
      return newCode(portal, command.kioskName);
    case 'add-official':
      return addOfficialWithPassword(portal, command.official);
    case 'disable-official':
      await disableOfficial(portal.context, command.signInName);
      return { disabled: command.signInName };
    case 'revoke-kiosk':
      return { revoked: (await revokeKiosk(portal.context, command.kioskId)).name };
    case 'answer-stick':
      return { ...(await answerStick(portal.context, command.folder)) };
    case 'rotate-sealing-key':
      return rotateSealingKey(portal, settings);
    case 'new-epoch':
      return startNewEpoch(portal);
  }
};
