import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { writeKioskFile } from '../support/journeys/kiosk-program.ts';
import { applyQuickly, deliveryOf, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { startPortalProgram } from '../support/journeys/portal-program.ts';
import { ROOT } from '../support/journeys/program.ts';
import { expect, test } from '../support/journeys/test.ts';

/** Electron's binary where one is; its package alone has none. */
const findElectron = (): string | undefined => {
  const named = join(ROOT, 'node_modules/electron/path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8') : 'electron';
  const dist =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(ROOT, 'node_modules/electron/dist');
  return [process.env['ELECTRON_EXEC_PATH'], join(dist, name)].find(
    (path) => path !== undefined && existsSync(path),
  );
};

const electron = findElectron();

test('in Electron: an application from the first touch to its registration number', async () => {
  test.skip(electron === undefined, "Electron's binary is not on this machine");
  test.skip(process.getuid?.() === 0, 'Electron has no sandbox for root and does not start');
  test.setTimeout(240_000);
  const folder = await makeTemporaryFolder('asan-electron');
  const portal = await startPortalProgram({ folder: join(folder.path, 'portal') });
  const data = join(folder.path, 'kiosk');
  const config = writeKioskFile(data, portal.address, portal.enrolment);
  const application = await _electron.launch({
    ...(electron && { executablePath: electron }),
    args: [ROOT, '--config', config, '--data', data],
  });
  const citizen = createKioskScreen(await application.firstWindow(), 'az');
  await citizen.heading().waitFor();
  await applyQuickly(citizen);
  await expect(deliveryOf(citizen)).toContainText(citizen.words('delivery.received'), {
    timeout: UNTIL_SENT,
  });
  await application.close();
  await portal.stop();
  await folder.remove();
});
