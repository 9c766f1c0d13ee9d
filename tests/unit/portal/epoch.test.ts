import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeEpoch, readEpoch } from '../../../portal/db/epoch.ts';
import { takeBatch } from '../../../portal/intake/take-batch.ts';
import { createTurns } from '../../../portal/intake/turns.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { digest, enrolKiosk, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent, createItem } from '../../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

describeOnEachEngine('a new epoch while batches come in', (engine) => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal({
      databaseUrl: await engine.newDatabase(),
      withPeople: false,
    });
  }, 60_000);
  afterAll(() => portal.dispose());

  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());
  const signBatch = async (kiosk: KioskDouble): Promise<string> =>
    kiosk.signBatch([await createItem(createContent(), kiosk.facts.sealingKey)]);
  const begin = (): Promise<void> => {
    const { db, ids } = portal.portal.context;
    return changeEpoch(db, ids.next());
  };

  it('is not named by the answer to a batch that the one before has taken', async () => {
    const { context } = portal.portal;
    const kiosk = await newKiosk();
    const before = await readEpoch(context.db);
    const jws = await signBatch(kiosk);
    // Said between the commit and the answer.
    let begun: Promise<void> | undefined;
    const log = { ...context.log, info: () => void (begun ??= begin()) };
    const body = await takeBatch({ ...context, log }, createTurns(), jws);
    await begun;
    const reply = await kiosk.openBatchReply({ status: 200, body, headers: new Headers() }, jws);
    expect(await readEpoch(context.db)).not.toBe(before);
    expect(reply.epoch).toBe(before);
  });

  it('begins every chain anew, also of a kiosk whose batch is being taken', async () => {
    const { context } = portal.portal;
    const kiosk = await newKiosk();
    await kiosk.send([createContent()]);
    let begun: Promise<void> | undefined;
    await context.db.transaction().execute(async (tx) => {
      const mine = { kiosk_id: kiosk.id, seq: 2, digest: digest('2'), taken_at: 1, refusals: '{}' };
      await tx.updateTable('kiosks').set({ seq: 2 }).where('id', '=', kiosk.id).execute();
      await tx.insertInto('batches').values(mine).execute();
      begun = begin();
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    await begun;
    [kiosk.seq, kiosk.prev] = [0, digest('')];
    for (const seq of [1, 2]) expect(await kiosk.send([createContent()])).toMatchObject({ seq });
  });
});
