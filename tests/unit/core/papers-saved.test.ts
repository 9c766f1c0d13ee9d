import { describe, expect, it } from 'vitest';
import { DOCUMENT_LIMITS } from '../../../contract/documents.ts';
import { StoreError, type StoreFault } from '../../../electron/core/store/store.ts';
import { createTestCore, type Screen } from '../../support/core/create-test-core.ts';
import { createMemoryStore, type MemoryStore } from '../../support/core/memory-store.ts';
import { jpeg } from '../../support/core/papers.ts';
import { GOOD_ANSWERS, TREE_SERVICE } from '../../support/core/test-packs.ts';

/** A disk that fails at the `nth` change from when it is told to, and at all that follow. */
interface Failing {
  readonly store: MemoryStore;
  failAt(nth: number | undefined, fault?: StoreFault, urgentToo?: boolean): void;
}

const failingStore = (): Failing => {
  const inner = createMemoryStore();
  let rule: { at: number; fault: StoreFault; urgentToo: boolean } | undefined;
  let seen = 0;
  return {
    store: {
      ...inner,
      update: (write, how = {}) => {
        if (rule === undefined) return inner.update(write, how);
        if (how.urgent !== true) seen += 1;
        const fails = seen >= rule.at && (rule.urgentToo || how.urgent !== true);
        return fails ? Promise.reject(new StoreError(rule.fault)) : inner.update(write, how);
      },
    },
    failAt: (nth, fault = 'storage_full', urgentToo = false) => {
      seen = 0;
      rule = nth === undefined ? undefined : { at: nth, fault, urgentToo };
    },
  };
};

const sendPage = async (screen: Screen, applicationId: string, page: Buffer): Promise<void> => {
  await screen.ask('documents.beginPage', { applicationId, bytes: page.length });
  for (let at = 0; at < page.length; at += DOCUMENT_LIMITS.uploadPart) {
    const data = page.subarray(at, at + DOCUMENT_LIMITS.uploadPart).toString('base64');
    await screen.ask('documents.addPart', { data });
  }
  await screen.ask('documents.endPage', {});
};

const begun = async (failing = failingStore(), config: object = {}) => {
  const kiosk = await createTestCore({ store: failing.store, config: { ...config } });
  await kiosk.enrolled();
  // What is saved waits: these tests look at this side of the wire.
  kiosk.portal.decide(() => 'later');
  const screen = kiosk.screen();
  const form = async (bytes: number): Promise<string> => {
    await screen.ask('session.begin', { language: 'az' });
    const { applicationId } = await screen.ask('applications.start', {
      serviceId: TREE_SERVICE.id,
    });
    if (bytes > 0) await sendPage(screen, applicationId, jpeg(bytes));
    return applicationId;
  };
  const submit = (applicationId: string) =>
    screen.call('applications.submit', {
      applicationId,
      serviceVersion: TREE_SERVICE.version,
      answers: GOOD_ANSWERS,
      confirmed: true,
    });
  return { kiosk, screen, form, submit, failing };
};

const outbox = ({ data }: Pick<MemoryStore, 'data'>) =>
  [...data.outbox.entries()].map(([id, { kind, held, state }]) => ({ id, kind, held, state }));
const parts = (store: Pick<MemoryStore, 'data'>) =>
  outbox(store).filter(({ kind }) => kind === 'attachment');

describe('papers of an application', () => {
  it('are held part by part and let go with the application, in one change', async () => {
    const { form, submit, failing } = await begun();
    const applicationId = await form(900_000);
    expect(parts(failing.store)).toEqual([]);
    expect((await submit(applicationId)).ok).toBe(true);
    expect(parts(failing.store).length).toBeGreaterThan(1);
    expect(outbox(failing.store).filter(({ held }) => held)).toEqual([]);
  });

  it('are refused with the application wherever the disk gets full, leave nothing, and go when there is room', async () => {
    const { form, submit, failing, kiosk } = await begun();
    const applicationId = await form(900_000);
    let refusals = 0;
    for (; refusals < 20; refusals += 1) {
      failing.failAt(refusals + 1);
      const answer = await submit(applicationId);
      if (answer.ok) break;
      expect(answer.error.code, `change ${refusals + 1}`).toBe('storage_full');
      expect(outbox(failing.store), `change ${refusals + 1}`).toEqual([]);
      kiosk.clock.advance(1_000);
    }
    // Each part of the page was met by it once, and the application itself.
    expect(refusals).toBeGreaterThan(parts(failing.store).length);
    const kinds = outbox(failing.store).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'application')).toHaveLength(1);
    expect(outbox(failing.store).filter(({ held }) => held)).toEqual([]);
  });

  it('whose disk dies in the middle are never sent: the next start drops what was held', async () => {
    const { form, submit, failing, kiosk } = await begun();
    const applicationId = await form(900_000);
    failing.failAt(3, 'storage_failed', true);
    expect(await submit(applicationId)).toMatchObject({ error: { code: 'storage_failed' } });
    const left = parts(failing.store);
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ held }) => held)).toBe(true);
    // As after a power cut: another program on what is on the disk.
    const after = await createTestCore({
      store: failing.store.afterPowerCut(),
      portal: kiosk.portal,
      clock: kiosk.clock,
    });
    await after.eventually(() => parts(after.store).length === 0, 'what was held is dropped');
    expect(outbox(after.store)).toEqual([]);
  });

  it('are refused before anything is accepted when those that wait have used up their room', async () => {
    const { kiosk, form, submit, failing } = await begun(undefined, {
      documents: { mostWaitingMb: 20 },
    });
    const other = '01936000-0000-7000-8000-fffffffffff1';
    const waits = (state: 'saved' | 'set_aside') =>
      failing.store.update((writer) =>
        writer.outbox.set(
          other,
          {
            kind: 'attachment',
            savedAt: 1,
            bytes: 19_800_000,
            lookupId: 'x',
            ...(state === 'saved' ? { state } : { state, refusal: 'bad_content' }),
          },
          'parts of others',
        ),
      );
    await waits('saved');
    const second = await form(700_000);
    expect(await submit(second)).toMatchObject({ ok: false, error: { code: 'storage_full' } });
    expect(outbox(failing.store)).toHaveLength(1);
    // Words alone still go: the room of papers is not theirs.
    kiosk.clock.advance(10_000);
    expect((await submit(await form(0))).ok).toBe(true);
    await waits('set_aside');
    expect((await submit(await form(700_000))).ok).toBe(true);
  });
});
