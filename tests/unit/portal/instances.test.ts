import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { KioskDouble } from '../../support/portal/kiosk-double.ts';
import { enrolKiosk } from '../../support/portal/kiosk-double.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../../support/portal/postgres.ts';
import { createContent, createItem } from '../../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

const MISSING = findPostgres() === undefined;

describe.skipIf(MISSING)(
  `several portals on one PostgreSQL${MISSING ? ' (not installed)' : ''}`,
  () => {
    let cluster: TestPostgres | undefined;
    let folder: TemporaryFolder;
    let portals: TestPortal[];
    let kiosk: KioskDouble;

    beforeAll(async () => {
      cluster = await startPostgres();
      folder = await makeTemporaryFolder('asan-keys');
      const databaseUrl = await cluster?.createDatabase();
      const keysFile = join(folder.path, 'portal-keys.json');
      // All at once on an empty database: migrations, epoch and keys must come out as one.
      const [first, ...others] = await Promise.all(
        Array.from({ length: 3 }, () =>
          startTestPortal({ databaseUrl, keysFile, withPeople: false }),
        ),
      );
      portals = [first!, ...others];
      kiosk = await enrolKiosk(portals[0]!, portals[0]!.enrolmentCode);
    }, 60_000);
    afterAll(async () => {
      await Promise.all(portals.map((portal) => portal.dispose()));
      await cluster?.stop();
      await folder.remove();
    });

    it('have one signing key and one epoch', async () => {
      expect(new Set(portals.map(({ keyThumbprint }) => keyThumbprint)).size).toBe(1);
      const { db } = portals[0]!.portal.context;
      expect(await db.selectFrom('portal').selectAll().execute()).toHaveLength(1);
    });

    it('register a batch once when it reaches all of them at the same moment', async () => {
      const items = await Promise.all(
        Array.from({ length: 5 }, () => createItem(createContent(), kiosk.facts.sealingKey)),
      );
      const jws = await kiosk.signBatch(items);
      const replies = await Promise.all(
        portals.map(async ({ url }) => {
          const through = Object.assign(
            Object.create(Object.getPrototypeOf(kiosk) as object) as KioskDouble,
            kiosk,
            { url },
          );
          return kiosk.openBatchReply(await through.postBatch(jws), jws);
        }),
      );
      kiosk.moveOn(jws);

      const statuses = replies.map(({ results }) => results[0]?.status).sort();
      expect(statuses).toEqual(['accepted', 'duplicate', 'duplicate']);
      const { db } = portals[0]!.portal.context;
      const cases = await db.selectFrom('cases').select('number').orderBy('number').execute();
      expect(cases.map(({ number }) => number.slice(-2))).toEqual(['01', '02', '03', '04', '05']);
    });

    it('register a submission once when two kiosks bring it to two portals at the same moment', async () => {
      const others = await Promise.all(
        portals.map(async (portal) => enrolKiosk(portal, await portal.newEnrolmentCode())),
      );
      const item = await createItem(createContent(), kiosk.facts.sealingKey);
      const replies = await Promise.all(others.map((other) => other.sendItems([item])));

      const numbers = replies.map(({ results }) => ({ ...results[0], status: '' }));
      expect(new Set(numbers.map((result) => JSON.stringify(result))).size).toBe(1);
      const next = await kiosk.send([createContent()]);
      expect(next.results[0]).toMatchObject({
        registrationNumber: expect.stringMatching(/07$/) as string,
      });
    });
  },
);
