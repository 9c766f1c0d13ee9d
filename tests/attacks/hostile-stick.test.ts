import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_TYPES } from '../../contract/sync-protocol.ts';
import { answersFile, BUNDLE_LIMITS, questionsFile } from '../../contract/transfer-bundle.ts';
import { answerStick } from '../../portal/stick/answer-stick.ts';
import { enrolKiosk, sign, type KioskDouble } from '../support/portal/kiosk-double.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

/** Somebody has prepared the stick that the portal's operator puts in. */
describe('a hostile stick', () => {
  let portal: TestPortal;
  let kiosk: KioskDouble;
  let questions: string;
  let stick: TemporaryFolder;

  beforeAll(async () => {
    portal = await startTestPortal({ withPeople: false });
    kiosk = await enrolKiosk(portal, portal.enrolmentCode);
    const pull = { v: 1, kiosk: kiosk.id, nonce: 'n'.repeat(22), sentAt: 1 };
    const jws = await sign(pull, MESSAGE_TYPES.pull, kiosk.device.privateKey);
    questions = JSON.stringify({
      v: 1,
      kind: 'asan-kiosk-questions',
      kiosk: kiosk.id,
      madeAt: 1,
      messages: [jws],
    });
  }, 60_000);
  afterAll(() => portal.dispose());
  beforeEach(async () => {
    stick = await makeTemporaryFolder('asan-stick');
    return () => stick.remove();
  });

  const onStick = (name: string): string => join(stick.path, name);
  const answer = () => answerStick(portal.portal.context, stick.path);
  const draft = (): string => onStick(`${answersFile(kiosk.id)}.part`);

  describe('that leads elsewhere', () => {
    it.each([
      ['the draft', draft],
      ['the answers', () => onStick(answersFile(kiosk.id))],
    ])('by a link in the place of %s overwrites no key', async (_, place) => {
      const keys = join(portal.dataFolder, 'registrar-keys.json');
      const before = await readFile(keys, 'utf8');
      await writeFile(onStick(questionsFile(kiosk.id)), questions);
      await symlink(keys, place());
      expect(await answer()).toMatchObject({ kiosks: 1, messages: 1 });
      expect(await readFile(keys, 'utf8')).toBe(before);
      expect((await lstat(onStick(answersFile(kiosk.id)))).isFile()).toBe(true);
    });

    it('by a link in the place of the questions is not followed', async () => {
      const elsewhere = join(portal.dataFolder, 'elsewhere.json');
      await writeFile(elsewhere, questions);
      await symlink(elsewhere, onStick(questionsFile(kiosk.id)));
      expect((await answer()).failed).toHaveLength(1);
      expect(await readdir(stick.path)).not.toContain(answersFile(kiosk.id));
    });
  });

  describe('that never ends', () => {
    it.each<[string, (path: string) => void | Promise<void>]>([
      ['a pipe', (path) => void execFileSync('mkfifo', [path])],
      ['a folder', (path) => mkdir(path)],
      [
        'a file of more bytes than are read',
        async (path) => {
          await writeFile(path, '');
          await truncate(path, BUNDLE_LIMITS.bytes + 1);
        },
      ],
    ])('is refused at once where the questions are %s', async (_, make) => {
      await make(onStick(questionsFile(kiosk.id)));
      expect((await answer()).failed).toHaveLength(1);
    });

    it('is refused at once where the questions are /dev/zero', async () => {
      await symlink('/dev/zero', onStick(questionsFile(kiosk.id)));
      expect((await answer()).failed).toHaveLength(1);
    });
  });

  it('whose draft is a folder spoils the answers of that kiosk alone', async () => {
    const other = await enrolKiosk(portal, await portal.newEnrolmentCode());
    const pull = { v: 1, kiosk: other.id, nonce: 'o'.repeat(22), sentAt: 1 };
    const jws = await sign(pull, MESSAGE_TYPES.pull, other.device.privateKey);
    const bundle = { v: 1, kind: 'asan-kiosk-questions', kiosk: other.id, madeAt: 1 };
    await writeFile(
      onStick(questionsFile(other.id)),
      JSON.stringify({ ...bundle, messages: [jws] }),
    );
    await writeFile(onStick(questionsFile(kiosk.id)), questions);
    await mkdir(draft());
    const report = await answer();
    expect(report).toMatchObject({ kiosks: 1, messages: 1 });
    expect(report.failed).toEqual([expect.stringContaining(questionsFile(kiosk.id))]);
    expect(await readdir(stick.path)).toContain(answersFile(other.id));
  });
});
