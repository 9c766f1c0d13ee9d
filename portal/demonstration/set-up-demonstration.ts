import { join } from 'node:path';
import * as v from 'valibot';
import { newPassword } from '../commands/run-command.ts';
import type { Portal } from '../create-portal.ts';
import { createSecretFile, readSecretFile, replaceSecretFile } from '../keys/secret-file.ts';
import { createEnrolment } from '../kiosks/enrolment.ts';
import { addOfficial, type OfficialRecord } from '../officials/officials.ts';
import { addSampleParticipation } from './sample-participation.ts';
import { addSampleCases } from './sample-cases.ts';

const accountsSchema = v.array(
  v.strictObject({
    name: v.string(),
    password: v.string(),
    fullName: v.string(),
    position: v.string(),
    authorityId: v.optional(v.string()),
  }),
);
export type DemonstrationAccount = v.InferOutput<typeof accountsSchema>[number];

const PEOPLE = [
  {
    name: 'masalli',
    fullName: 'Aygün Məmmədova (nümunə)',
    position: 'Vətəndaşların qəbulu şöbəsinin müdiri',
    authorityId: 'az-mas',
  },
  {
    name: 'quba',
    fullName: 'Rəşad Quliyev (nümunə)',
    position: 'Vətəndaşların qəbulu şöbəsinin müdiri',
    authorityId: 'az-qba',
  },
  {
    name: 'masalli2',
    fullName: 'Elçin Hüseynov (nümunə)',
    position: 'Baş məsləhətçi',
    authorityId: 'az-mas',
  },
  {
    name: 'quba2',
    fullName: 'Lalə Əhmədova (nümunə)',
    position: 'Baş məsləhətçi',
    authorityId: 'az-qba',
  },
  { name: 'operator', fullName: 'Nigar Abbasova (nümunə)', position: 'Texniki dəstək' },
] as const;

const serialise = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const suffix = ({ context }: Portal): string =>
  Buffer.from(context.random.bytes(6)).toString('hex');

/** The accounts of the first start; undefined when there were accounts before. */
const addAccounts = async (
  portal: Portal,
  folder: string,
): Promise<readonly DemonstrationAccount[] | undefined> => {
  const path = join(folder, 'demo-accounts.json');
  const known = await portal.context.db.selectFrom('officials').select('id').executeTakeFirst();
  if (known !== undefined) return undefined;
  // The file first: passwords that nobody can read would lock everybody out of the demonstration.
  const accounts = PEOPLE.map((person) => ({ ...person, password: newPassword(portal) }));
  await createSecretFile(path, serialise(accounts), suffix(portal));
  const kept = v.parse(accountsSchema, JSON.parse((await readSecretFile(path)) ?? '[]'));
  for (const { authorityId, ...account } of kept)
    await addOfficial(portal.context, {
      ...account,
      ...(authorityId === undefined ? { role: 'operator' } : { role: 'official', authorityId }),
    });
  return kept;
};

const officialsByAuthority = async ({ context }: Portal): Promise<Map<string, OfficialRecord>> => {
  const officials = await context.db
    .selectFrom('officials')
    .selectAll()
    .where('role', '=', 'official')
    .orderBy('id', 'desc') // of two the first one stays in the map
    .execute();
  return new Map(officials.map((official) => [official.authority_id ?? '', official]));
};

const hasKiosk = async ({ context }: Portal): Promise<boolean> => {
  const kiosk = await context.db
    .selectFrom('kiosks')
    .select('id')
    .where('demonstration', '=', false)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return kiosk !== undefined;
};

/** The portal's address may differ at each start; the code is there until a kiosk has used one. */
const writeEnrolment = async (portal: Portal, folder: string, portalUrl: string): Promise<void> => {
  const { keyThumbprint } = portal;
  const code = (await hasKiosk(portal))
    ? {}
    : { enrolmentCode: (await createEnrolment(portal.context, 'Nümunə köşkü')).code };
  const path = join(folder, 'demo-enrolment.json');
  await replaceSecretFile(path, serialise({ portalUrl, keyThumbprint, ...code }), suffix(portal));
};

/**
 * Demonstration content: two officials each in Masallı and Quba, an operator (`demo-accounts.json`, 0600),
 * some cases, and how a kiosk reaches this portal (`demo-enrolment.json`: portalUrl, keyThumbprint
 * and, while no kiosk is enrolled, enrolmentCode). Answers the accounts at the first start only.
 */
export const setUpDemonstration = async (
  portal: Portal,
  folder: string,
  portalUrl: string,
): Promise<readonly DemonstrationAccount[] | undefined> => {
  const accounts = await addAccounts(portal, folder);
  const officials = await officialsByAuthority(portal);
  await addSampleCases(portal.context, officials);
  await addSampleParticipation(portal.context, officials);
  await writeEnrolment(portal, folder, portalUrl);
  return accounts;
};
