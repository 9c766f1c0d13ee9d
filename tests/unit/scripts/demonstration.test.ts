import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChildren } from '../../../scripts/lib/children.mjs';
import { folders, startPortal, type RunningPortal } from '../../../scripts/lib/demonstration.mjs';
import { enrolKiosk } from '../../support/portal/kiosk-double.ts';
import { prepareEmbeddedDatabase } from '../../support/portal/pglite-template.ts';
import { buildPortal } from '../../support/portal/portal-process.ts';
import { PACKS_FOLDER } from '../../support/portal/start-test-portal.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

let script: string;
let folder: TemporaryFolder;
const children = createChildren();

beforeAll(async () => {
  script = await buildPortal();
  folder = await makeTemporaryFolder('asan-demonstration');
  await prepareEmbeddedDatabase(folders(folder.path).portal);
}, 60_000);
afterAll(async () => {
  await children.stopAll();
  await folder.remove();
  await rm(dirname(script), { recursive: true });
});

const start = (): Promise<RunningPortal> =>
  startPortal(children, script, folders(folder.path), undefined, {
    PORTAL_DATABASE_URL: '',
    PORTAL_PACKS: PACKS_FOLDER,
  });

const enrol = ({ address, enrolment }: RunningPortal) =>
  enrolKiosk({ url: address, ...enrolment }, enrolment.enrolmentCode ?? '');

describe('the demonstration', () => {
  it('enrols a kiosk anew when its data were removed and the portal stayed', async () => {
    const first = await start();
    const former = await enrol(first);
    await first.stop();
    await rm(join(folder.path, 'kiosk'), { recursive: true });

    const second = await start();
    const kiosk = await enrol(second);
    expect(second.enrolment.keyThumbprint).toBe(first.enrolment.keyThumbprint);
    expect(kiosk.id).not.toBe(former.id);
  }, 240_000);
});
