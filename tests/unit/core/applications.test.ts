import { compactDecrypt, decodeProtectedHeader, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { PADDING_BUCKETS } from '../../../contract/sync-protocol.ts';
import { createTestCore, type Screen } from '../../support/core/create-test-core.ts';
import { BENCH_SERVICE, GOOD_ANSWERS, TREE_SERVICE } from '../../support/core/test-packs.ts';

const started = async (screen: Screen, service = TREE_SERVICE) => {
  await screen.ask('session.begin', { language: 'az' });
  const { applicationId } = await screen.ask('applications.start', { serviceId: service.id });
  const input = {
    applicationId,
    serviceVersion: service.version,
    answers: GOOD_ANSWERS as Record<string, string>,
    confirmed: true as const,
  };
  return { applicationId, input };
};

const offlineKiosk = async () => {
  const kiosk = await createTestCore();
  await kiosk.enrolled();
  kiosk.network.disconnect();
  return kiosk;
};

describe('an application', () => {
  it('stays one after five taps on Send and one more later', async () => {
    const kiosk = await offlineKiosk();
    const screen = kiosk.screen();
    const { input } = await started(screen);

    const taps = await Promise.all(
      Array.from({ length: 5 }, () => screen.ask('applications.submit', input)),
    );
    const later = await screen.ask('applications.submit', input);

    expect(new Set([...taps, later].map(({ reference, code }) => reference + code)).size).toBe(1);
    expect(kiosk.store.data.outbox.size).toBe(1);
    expect(kiosk.store.data.cases.size).toBe(1);
    await kiosk.core.stop();
  });

  it('keeps its first answers when the same id is submitted with others', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    const screen = kiosk.screen();
    const { input } = await started(screen);

    await screen.ask('applications.submit', input);
    await screen.ask('applications.submit', {
      ...input,
      answers: { ...GOOD_ANSWERS, reason: 'Something else' },
    });

    await kiosk.eventually(() => kiosk.portal.registered.length > 0);
    expect(kiosk.portal.registered.map(({ answers }) => answers)).toEqual([GOOD_ANSWERS]);
    await kiosk.core.stop();
  });

  it('leaves nothing on the disk that this kiosk or a thief could read', async () => {
    const kiosk = await offlineKiosk();
    const { reference, code } = await kiosk.screen().apply();

    const disk = kiosk.store.dump();
    for (const secret of [...Object.values(GOOD_ANSWERS), reference, code, TREE_SERVICE.id])
      for (const encoding of ['utf8', 'hex', 'base64'] as const)
        expect(disk).not.toContain(Buffer.from(secret).toString(encoding));
    await kiosk.core.stop();
  });

  it('is sealed to the portal alone, with its header and size pinned', async () => {
    const kiosk = await offlineKiosk();
    const { applicationId } = await kiosk.screen().apply();
    const sealed = (await kiosk.store.readBody('outbox', applicationId)) ?? '';

    const { epk, ...header } = decodeProtectedHeader(sealed);
    expect(epk).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect(header).toEqual({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: 'asan-submission+jwe',
      kid: kiosk.store.data.device.get('device')?.enrolled?.sealingKey.kid,
      id: applicationId,
      kind: 'application',
    });
    const ciphertext = Buffer.from(sealed.split('.')[3] ?? '', 'base64url');
    expect(PADDING_BUCKETS).toContain(ciphertext.length);
    const foreign = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
    await expect(compactDecrypt(sealed, foreign.privateKey)).rejects.toThrow();
    await kiosk.core.stop();
  });

  it('goes to the authority that was chosen, else to the one where the kiosk stands', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    const screen = kiosk.screen();
    await screen.apply();
    const { input } = await started(screen, BENCH_SERVICE);
    await screen.ask('applications.submit', { ...input, answers: { reason: 'A bench is broken' } });

    await kiosk.eventually(() => kiosk.portal.registered.length === 2);

    expect(kiosk.portal.registered.map(({ authorityId }) => authorityId)).toEqual([
      'quba',
      'masalli',
    ]);
    await kiosk.core.stop();
  });

  it('carries the language that the screen had at the end', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    const screen = kiosk.screen();
    const { input } = await started(screen);
    await screen.ask('applications.submit', { ...input, language: 'ru' });

    await kiosk.eventually(() => kiosk.portal.registered.length === 1);

    expect(kiosk.portal.registered[0]?.language).toBe('ru');
    await kiosk.core.stop();
  });

  it('gets a receipt that says when the law wants an answer and what it opens', async () => {
    const kiosk = await offlineKiosk();

    const receipt = await kiosk.screen().apply();

    expect(receipt).toMatchObject({
      serviceTitle: TREE_SERVICE.passport.title,
      passportTerm: TREE_SERVICE.passport.term,
      savedAt: kiosk.clock.now(),
      answerBy: { date: '2026-12-14', estimated: false },
      delivery: { state: 'saved' },
      qr: `ASAN1:${receipt.reference}:${receipt.code}`,
    });
    await kiosk.core.stop();
  });

  it('is refused with the questions that are not answered, and can then be submitted', async () => {
    const kiosk = await offlineKiosk();
    const screen = kiosk.screen();
    const { input } = await started(screen);

    const refused = await screen.call('applications.submit', {
      ...input,
      answers: { ...input.answers, applicantFin: '123', authority: 'atlantis' },
    });

    expect(refused).toMatchObject({ ok: false, error: { code: 'answers_incomplete' } });
    const fields = refused.ok ? [] : (refused.error.fields ?? []);
    expect(fields.map(({ field }) => field)).toEqual(['authority', 'applicantFin']);
    expect(kiosk.store.data.outbox.size).toBe(0);
    expect(await screen.ask('applications.submit', input)).toMatchObject({
      delivery: { state: 'saved' },
    });
    await kiosk.core.stop();
  });

  it('is refused when its form was filled in for another version', async () => {
    const kiosk = await offlineKiosk();
    const screen = kiosk.screen();
    const { input } = await started(screen);

    const result = await screen.call('applications.submit', { ...input, serviceVersion: 2 });

    expect(result).toMatchObject({ error: { code: 'service_changed' } });
    await kiosk.core.stop();
  });

  it.each(['storage_full', 'storage_failed'] as const)(
    'is not called saved when the store answers %s, and is kept once there is room',
    async (fault) => {
      const kiosk = await offlineKiosk();
      const screen = kiosk.screen();
      const { input } = await started(screen);
      kiosk.store.failWith(fault);

      expect(await screen.call('applications.submit', input)).toMatchObject({
        error: { code: fault },
      });
      const { applicationId } = input;
      expect(await screen.call('applications.delivery', { applicationId })).toMatchObject({
        error: { code: 'not_found' },
      });
      expect(await screen.ask('kiosk.status', {})).toMatchObject({ canSave: false });
      expect(screen.events).toContainEqual({
        type: 'status_changed',
        status: expect.objectContaining({ canSave: false }) as unknown,
      });
      kiosk.store.failWith(undefined);

      expect(await screen.ask('applications.submit', input)).toMatchObject({
        delivery: { state: 'saved' },
      });
      expect(kiosk.store.data.outbox.size).toBe(1);
      await kiosk.core.stop();
    },
  );

  it('cannot be begun while nothing could be sealed, and the status says so', async () => {
    const kiosk = await createTestCore({ withPortal: false });
    const screen = kiosk.screen();
    await screen.ask('session.begin', { language: 'az' });

    expect(await screen.ask('kiosk.status', {})).toEqual({ online: false, canSave: false });
    expect(await screen.call('applications.start', { serviceId: TREE_SERVICE.id })).toMatchObject({
      error: { code: 'not_set_up' },
    });
    await kiosk.core.stop();
  });

  it('is not begun in a flood', async () => {
    const kiosk = await offlineKiosk();
    const { ask, call } = kiosk.screen();
    await ask('session.begin', { language: 'az' });
    const start = () => call('applications.start', { serviceId: TREE_SERVICE.id });
    for (let count = 0; count < 20; count += 1) expect(await start()).toMatchObject({ ok: true });

    expect(await start()).toMatchObject({ error: { code: 'too_many' } });
    await kiosk.core.stop();
  });

  it('keeps HTML, bidi and quotes as the text that they are', async () => {
    const kiosk = await createTestCore();
    await kiosk.enrolled();
    const hostile = '<img src=x onerror=alert(1)> "quoted" \\ {{7*7}} \'; drop table cases;--';
    await kiosk.screen().apply({ ...GOOD_ANSWERS, reason: hostile });

    await kiosk.eventually(() => kiosk.portal.registered.length === 1);

    expect(kiosk.portal.registered[0]?.answers['reason']).toBe(hostile);
    await kiosk.core.stop();
  });

  it('is saved although its citizen was wiped while it was being sealed, and nobody else hears of it', async () => {
    const kiosk = await offlineKiosk();
    const screen = kiosk.screen();
    const { applicationId, input } = await started(screen);

    const submitted = screen.call('applications.submit', input);
    await screen.ask('session.begin', { language: 'ru' });

    expect(await submitted).toEqual({ ok: false, error: { code: 'session_over' } });
    expect(kiosk.store.data.outbox.size).toBe(1);
    expect(await screen.call('applications.delivery', { applicationId })).toMatchObject({
      error: { code: 'not_found' },
    });
    await kiosk.core.stop();
  });
});
