import { describe, expect, it } from 'vitest';
import { createTestCore, type Screen } from '../../support/core/create-test-core.ts';
import { createFakePrinter } from '../../support/printing/fake-printer.ts';
import {
  GOOD_ANSWERS,
  packFiles,
  PACKS_FOLDER,
  TREE_SERVICE,
} from '../../support/core/test-packs.ts';

const ANSWERS = { applicantName: 'Şəhla Quliyeva', reason: 'Kanarəyə küçəsi 7' };
const DAY = 24 * 60 * 60 * 1000;

const begun = async (options: Parameters<typeof createTestCore>[0] = {}) => {
  const kiosk = await createTestCore(options);
  await kiosk.enrolled();
  return { kiosk, screen: await person(kiosk) };
};

const person = async (kiosk: Awaited<ReturnType<typeof createTestCore>>): Promise<Screen> => {
  const screen = kiosk.screen();
  await screen.ask('session.begin', { language: 'az' });
  return screen;
};

const putAside = async (screen: Screen) => {
  const { applicationId } = await screen.ask('applications.start', { serviceId: TREE_SERVICE.id });
  const slip = await screen.ask('drafts.keep', { applicationId, answers: ANSWERS });
  return { applicationId, slip };
};

const notFound = { ok: false, error: { code: 'not_found' } };

describe('an application that is put aside', () => {
  it('is taken up by another session with number and code, once', async () => {
    const { kiosk, screen } = await begun();
    const { slip } = await putAside(screen);
    expect(slip.qr).toBe(`ASAN1-SLIP:${slip.number}:${slip.code}`);
    await screen.ask('session.finish', {});
    const later = await person(kiosk);
    const draft = await later.ask('drafts.restore', { number: slip.number, code: slip.code });
    expect(draft).toMatchObject({ serviceId: TREE_SERVICE.id, answers: ANSWERS });
    const { applicationId } = draft;
    expect(await later.ask('applications.draft', { applicationId })).toMatchObject(draft);
    expect(await later.call('drafts.restore', slip)).toMatchObject({
      error: { code: 'bad_input' },
    });
    const again = { number: slip.number, code: slip.code };
    expect(await later.call('drafts.restore', again)).toEqual(notFound);
  });

  it('is named on paper by number and code, for whoever put it aside', async () => {
    const printer = createFakePrinter();
    const { kiosk, screen } = await begun({ printer });
    const { applicationId, slip } = await putAside(screen);
    await screen.ask('drafts.print', { applicationId, language: 'ru' });
    await kiosk.eventually(() => printer.orders.length === 1);
    const words = JSON.stringify(printer.orders[0]?.document);
    for (const part of [slip.number, slip.code, slip.qr]) expect(words).toContain(part);
    expect(words).not.toContain('Şəhla');
    const other = await person(kiosk);
    expect(await other.call('drafts.print', { applicationId, language: 'ru' })).toEqual(notFound);
  });

  it('works without a network', async () => {
    const { kiosk, screen } = await begun();
    kiosk.network.disconnect();
    const { slip } = await putAside(screen);
    const later = await person(kiosk);
    await later.ask('drafts.restore', { number: slip.number, code: slip.code });
  });

  it('cannot be read from the store without its slip', async () => {
    const { kiosk, screen } = await begun();
    const { slip } = await putAside(screen);
    const [[id] = ['']] = [...kiosk.store.data.keptDrafts.entries()];
    const body = (await kiosk.store.readBody('keptDrafts', id)) ?? '';
    for (const secret of ['Şəhla', 'Kanarəyə', slip.code, slip.number])
      expect(`${id}${body}`).not.toContain(secret);
  });

  it('is dropped after the days that were promised', async () => {
    const { kiosk, screen } = await begun({ config: { keepDraftDays: 3 } });
    const { slip } = await putAside(screen);
    kiosk.clock.advance(3 * DAY + 60_000);
    const later = await person(kiosk);
    const typed = { number: slip.number, code: slip.code };
    expect(await later.call('drafts.restore', typed)).toEqual(notFound);
    kiosk.clock.advance(61 * 60 * 1000);
    await kiosk.eventually(() => kiosk.store.data.keptDrafts.size === 0, 'the kept draft to go');
  });

  it('ends its former slip when it is put aside again, and any slip when it is sent', async () => {
    const { kiosk, screen } = await begun();
    const { applicationId, slip } = await putAside(screen);
    const second = await screen.ask('drafts.keep', { applicationId, answers: ANSWERS });
    expect(kiosk.store.data.keptDrafts.size).toBe(1);
    const former = { number: slip.number, code: slip.code };
    expect(await screen.call('drafts.restore', former)).toEqual(notFound);
    await screen.ask('applications.submit', {
      applicationId,
      serviceVersion: TREE_SERVICE.version,
      answers: GOOD_ANSWERS,
      confirmed: true,
    });
    const last = { number: second.number, code: second.code };
    expect(await screen.call('drafts.restore', last)).toEqual(notFound);
    expect(kiosk.store.data.keptDrafts.size).toBe(0);
  });

  it('makes guessing slow, and a mistyped character cheap', async () => {
    const { screen } = await begun();
    const { slip } = await putAside(screen);
    const mistyped = { number: slip.number, code: `${slip.code.slice(0, -1)}?` };
    expect(await screen.call('drafts.restore', mistyped)).toMatchObject({
      error: { code: 'bad_input', fields: [{ field: 'code', rule: 'code_characters' }] },
    });
    const wrong = { number: slip.number, code: '222-222-222' };
    const codes: string[] = [];
    for (let guess = 0; guess < 5; guess += 1) {
      const result = await screen.call('drafts.restore', wrong);
      codes.push(result.ok ? 'ok' : result.error.code);
    }
    expect(codes).toEqual(['not_found', 'not_found', 'not_found', 'too_many', 'too_many']);
  });

  it('is not opened by a receipt, nor a case by a slip', async () => {
    const { kiosk, screen } = await begun();
    const { slip } = await putAside(screen);
    const typed = { reference: slip.number, code: slip.code };
    expect(await screen.call('cases.open', typed)).toMatchObject({ ok: false });
    const other = await person(kiosk);
    const receipt = await other.apply();
    const asSlip = { number: receipt.reference, code: receipt.code };
    expect(await other.call('drafts.restore', asSlip)).toEqual(notFound);
  });

  it('goes on with the form as it is now, when its version has changed', async () => {
    const { kiosk, screen } = await begun();
    const { slip } = await putAside(screen);
    const packs = {
      ...packFiles(),
      [`${PACKS_FOLDER}/services/tree-felling.json`]: JSON.stringify({
        ...TREE_SERVICE,
        version: 9,
      }),
    };
    const next = await createTestCore({ store: kiosk.store, packs, portal: kiosk.portal });
    const later = await person(next);
    const draft = await later.ask('drafts.restore', { number: slip.number, code: slip.code });
    expect(draft).toMatchObject({ serviceVersion: 9, answers: ANSWERS });
  });

  it('says so when its service was withdrawn', async () => {
    const { kiosk, screen } = await begun();
    const { slip } = await putAside(screen);
    const packs = packFiles();
    Reflect.deleteProperty(packs, `${PACKS_FOLDER}/services/tree-felling.json`);
    const next = await createTestCore({ store: kiosk.store, packs, portal: kiosk.portal });
    const later = await person(next);
    const typed = { number: slip.number, code: slip.code };
    expect(await later.call('drafts.restore', typed)).toMatchObject({
      error: { code: 'service_withdrawn' },
    });
  });
});
