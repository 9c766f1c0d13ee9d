import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_TYPES } from '../../contract/sync-protocol.ts';
import { answersFile, questionsFile } from '../../contract/transfer-bundle.ts';
import { revokeKiosk } from '../../portal/kiosks/list-kiosks.ts';
import { BundleError } from '../../portal/stick/answer-bundle.ts';
import { answerStick } from '../../portal/stick/answer-stick.ts';
import { enrolKiosk, sign, type KioskDouble } from '../support/portal/kiosk-double.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

describe('a stick with questions of several kiosks', () => {
  let portal: TestPortal;
  let stick: TemporaryFolder;
  beforeAll(async () => {
    portal = await startTestPortal({ withPeople: false });
  }, 60_000);
  afterAll(() => portal.dispose());
  beforeEach(async () => {
    stick = await makeTemporaryFolder('asan-stick');
    return () => stick.remove();
  });

  const answer = () => answerStick(portal.portal.context, stick.path);
  const write = (kiosk: string, text: string): Promise<void> =>
    writeFile(join(stick.path, questionsFile(kiosk)), text);
  const ask = async ({ id: kiosk, device }: KioskDouble): Promise<void> => {
    const pull = { v: 1, kiosk, nonce: 'n'.repeat(22), sentAt: 1 };
    const messages = [await sign(pull, MESSAGE_TYPES.pull, device.privateKey)];
    await write(
      kiosk,
      JSON.stringify({ v: 1, kind: 'asan-kiosk-questions', kiosk, madeAt: 1, messages }),
    );
  };
  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());

  it('is answered file by file, and told how many', async () => {
    const kiosks = [await newKiosk(), await newKiosk()];
    for (const kiosk of kiosks) await ask(kiosk);
    expect(await answer()).toEqual({ kiosks: 2, messages: 2, failed: [] });
    for (const { id } of kiosks) expect(await readdir(stick.path)).toContain(answersFile(id));
  });

  it.each<[string, string, (kiosk: KioskDouble) => Promise<unknown>]>([
    ['is damaged', 'the file is damaged', ({ id }) => write(id, 'damaged')],
    [
      'is of a revoked kiosk',
      'kiosk-revoked',
      async (kiosk) => {
        await ask(kiosk);
        await revokeKiosk(portal.portal.context, kiosk.id);
      },
    ],
  ])('keeps no kiosk from its answers when one file %s', async (_, reason, spoil) => {
    const [bad, ...good] = [await newKiosk(), await newKiosk(), await newKiosk()];
    await spoil(bad);
    for (const kiosk of good) await ask(kiosk);
    const { failed, ...counts } = await answer();
    expect(counts).toEqual({ kiosks: 2, messages: 2 });
    expect(failed).toEqual([expect.stringContaining(`${questionsFile(bad.id)}: `)]);
    expect(failed[0]).toContain(reason);
    for (const { id } of good) expect(await readdir(stick.path)).toContain(answersFile(id));
  });

  it('is refused where it holds no kiosk’s file', async () => {
    await expect(answer()).rejects.toThrow(BundleError);
  });
});
