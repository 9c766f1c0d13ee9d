import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand, type OneCommand } from '../../../portal/commands/run-command.ts';
import { loadPortalKeys } from '../../../portal/keys/key-file.ts';
import { parseSettings } from '../../../portal/settings.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { digest, enrolKiosk, problemOf } from '../../support/portal/kiosk-double.ts';
import { createContent } from '../../support/portal/sample-application.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';

describeOnEachEngine('commands', (engine) => {
  let portal: TestPortal;
  const run = (command: OneCommand) =>
    runCommand(
      portal.portal,
      command,
      parseSettings(
        [],
        {},
        { dataFolder: portal.dataFolder, packsFolder: PACKS_FOLDER, deskFolder: undefined },
      ),
    );

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase() });
  }, 60_000);
  afterAll(() => portal.dispose());

  it('give no number twice after a restore: the new epoch skips what may stand on receipts', async () => {
    const kiosk = await enrolKiosk(portal, portal.enrolmentCode);
    const before = await kiosk.send([createContent()]);
    await run({ name: 'new-epoch' });
    [kiosk.seq, kiosk.prev] = [0, digest('')]; // a new epoch begins all chains anew
    const after = await kiosk.send([createContent(), createContent({ authorityId: 'az-qba' })]);

    expect(after.epoch).not.toBe(before.epoch);
    expect(before.results).toMatchObject([{ registrationNumber: /-000001$/ }].map(matching));
    expect(after.results).toMatchObject(
      [{ registrationNumber: /-001002$/ }, { registrationNumber: /-001001$/ }].map(matching),
    );
  });

  it('add a sealing key that kiosks get from then on, and keep the older ones', async () => {
    await run({ name: 'rotate-sealing-key' });
    const { random } = portal.portal.context;
    const keys = await loadPortalKeys(`${portal.dataFolder}/portal-keys.json`, random);
    expect(keys.sealing.size).toBe(2);
    expect(keys.sealing.has(portal.portal.context.keys.sealingPublic.kid)).toBe(true);
    expect(keys.signing.public).toEqual(portal.portal.context.keys.signing.public);
  });

  it('revoke a kiosk', async () => {
    const kiosk = await enrolKiosk(portal, await portal.newEnrolmentCode('Köhnə köşk'));
    const report = await run({ name: 'revoke-kiosk', kioskId: kiosk.id });
    expect(report).toEqual({ revoked: 'Köhnə köşk' });
    expect(problemOf(await kiosk.postPull())).toBe('kiosk-revoked');
  });
});

const matching = ({ registrationNumber }: { registrationNumber: RegExp }) => ({
  registrationNumber: expect.stringMatching(registrationNumber) as string,
});
