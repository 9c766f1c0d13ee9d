import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '../portal/postgres.ts';
import { makeTemporaryFolder } from '../portal/temporary-folder.ts';
import { setUpDemonstration, shareDemonstration } from './demonstration.ts';

/**
 * A cluster with the demonstration for all portals of a run, where PostgreSQL is installed: on a
 * copy of it a portal starts sooner, and answers with less work, than on the embedded database.
 */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  const cluster = await startPostgres();
  if (cluster === undefined) return undefined;
  const folder = await makeTemporaryFolder('asan-demonstration');
  const files = join(folder.path, 'portal');
  await mkdir(files);
  const databaseUrl = await cluster.createDatabase();
  await setUpDemonstration(files, databaseUrl);
  shareDemonstration({ files, databaseUrl });
  return async () => {
    await cluster.stop();
    await folder.remove();
  };
};
