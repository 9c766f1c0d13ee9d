import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLICATION_LENGTH } from '../../../contract/publications.ts';
import { inTransaction } from '../../../portal/db/transactions.ts';
import { publish, type Publishing } from '../../../portal/publications/publish.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

describeOnEachEngine('what is published', (engine) => {
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
  const tell = (publication: Publishing): Promise<number> =>
    inTransaction(portal.portal.context.db, (tx) => publish(tx, publication));
  /** JSON of so many characters. */
  const body = (length: number): string => 'x'.repeat(length - 2);

  it('reaches kiosks up to the longest body that they take', async () => {
    await tell({ kind: 'news', id: 'longest', body: body(PUBLICATION_LENGTH) });
    const { publications } = await (await newKiosk()).pull();
    expect(publications.map(({ id }) => id)).toContain('longest');
  });

  it('is refused when it is longer, and nothing of it is kept', async () => {
    await expect(
      tell({ kind: 'news', id: 'longer', body: body(PUBLICATION_LENGTH + 1) }),
    ).rejects.toMatchObject({ problem: 'too-large' });
    const { publications } = await (await newKiosk()).pull();
    expect(publications.map(({ id }) => id)).not.toContain('longer');
  });

  it('is left out when an earlier portal has kept a longer one, and the others come', async () => {
    const { db } = portal.portal.context;
    const rev = await tell({ kind: 'news', id: 'before', body: 'x' });
    const old = { kind: 'news', id: 'old', rev: rev + 1, kiosk_id: null };
    await db
      .insertInto('publications')
      .values({ ...old, body: JSON.stringify(body(PUBLICATION_LENGTH + 1)) })
      .execute();
    await db
      .updateTable('portal')
      .set({ publication: rev + 1 })
      .execute();
    await tell({ kind: 'news', id: 'after', body: 'x' });
    const ids = (await (await newKiosk()).pull()).publications.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['before', 'after']));
    expect(ids).not.toContain('old');
  });
});
