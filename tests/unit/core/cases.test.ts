import { describe, expect, it } from 'vitest';
import { createReceiptCode } from '../../../contract/domain/receipt-code.ts';
import { answerWith } from '../../support/core/fake-network.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { createModelPortal, problemAnswer } from '../../support/core/model-portal.ts';
import { createTestCore, type Screen, type TestCore } from '../../support/core/create-test-core.ts';

const wrongPair = (count: number) => ({
  reference: createReceiptCode(new Uint8Array(32).fill(count % 200)),
  code: createReceiptCode(new Uint8Array(32).fill((count * 7) % 200)),
});

const ready = async (): Promise<{ kiosk: TestCore; screen: Screen }> => {
  const kiosk = await createTestCore();
  await kiosk.enrolled();
  const screen = kiosk.screen();
  await screen.ask('session.begin', { language: 'az' });
  return { kiosk, screen };
};

const delivered = (screen: Screen): boolean =>
  screen.events.some(
    (event) => event.type === 'delivery_changed' && event.delivery.state === 'received',
  );

describe('opening a case', () => {
  it('takes the codes in any case, with or without dashes', async () => {
    const { kiosk, screen } = await ready();
    const { reference, code } = await screen.apply();

    const view = await screen.ask('cases.open', {
      reference: ` ${reference.toLowerCase().replaceAll('-', '')} `,
      code: code.replaceAll('-', ' '),
    });

    expect(view).toMatchObject({ reference });
    expect(view.authorityName?.az).toBeTruthy();
    await kiosk.core.stop();
  });

  it('says that a code is mistyped without counting it as a guess', async () => {
    const { kiosk, screen } = await ready();
    const { reference, code } = await screen.apply();

    for (let count = 0; count < 6; count += 1)
      expect(await screen.call('cases.open', { reference, code: '222-222-223' })).toMatchObject({
        error: { code: 'bad_input', fields: [{ field: 'code', rule: 'code_mistyped' }] },
      });

    expect(await screen.call('cases.open', { reference, code })).toMatchObject({ ok: true });
    await kiosk.core.stop();
  });

  it('shows what is saved here while the portal is away, and says that it may be old', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disconnect();
    const { reference, code } = await screen.apply();

    const view = await screen.ask('cases.open', { reference, code });

    expect(view).toMatchObject({ status: 'saved', mayBeOld: true });
    expect(view).not.toHaveProperty('registrationNumber');
    expect(view).not.toHaveProperty('asOf');
    await kiosk.core.stop();
  });

  it('shows the registration from the receipt when the portal fell silent right after it', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disturb(answerWith(503, ''), '/pull');
    const { reference, code } = await screen.apply();
    await kiosk.eventually(() => delivered(screen));
    kiosk.network.disconnect();
    await kiosk.eventually(() => !kiosk.network.requests.at(-1)?.url.endsWith('/batches'));

    const view = await screen.ask('cases.open', { reference, code });

    expect(view).toMatchObject({
      status: 'registered',
      registrationNumber: 'MAS-1',
      answerBy: '2026-12-14',
      mayBeOld: true,
    });
    expect(view.timeline.map(({ status }) => status)).toEqual(['saved', 'registered']);
    await kiosk.core.stop();
  });

  it('answers alike for a wrong code, a wrong reference and both', async () => {
    const { kiosk, screen } = await ready();
    const { reference, code } = await screen.apply();
    const wrong = wrongPair(1);
    const answers = [];
    for (const pair of [
      { reference, code: wrong.code },
      { reference: wrong.reference, code },
      wrong,
    ])
      answers.push(await screen.call('cases.open', pair));

    expect(answers).toEqual(Array(3).fill({ ok: false, error: { code: 'not_found' } }));
    await kiosk.core.stop();
  });

  it('opens a case that was submitted at another kiosk, and keeps nothing of it', async () => {
    const clock = createFakeClock();
    const portal = await createModelPortal(() => clock.now());
    const there = await createTestCore({ clock, portal, seed: 'there' });
    await there.enrolled();
    const { reference, code } = await there.screen().apply();
    await there.eventually(() => portal.registered.length === 1);
    const here = await createTestCore({ clock, portal, seed: 'here' });
    await here.enrolled();
    const screen = here.screen();
    await screen.ask('session.begin', { language: 'en' });

    const view = await screen.ask('cases.open', { reference, code });

    expect(view).toMatchObject({ reference, status: 'registered', mayBeOld: false });
    expect(here.store.data.cases.size).toBe(0);
    here.network.disconnect();
    expect(await screen.call('cases.open', { reference, code })).toMatchObject({
      error: { code: 'offline' },
    });
    await there.core.stop();
    await here.core.stop();
  });

  it('passes on that the portal asks to slow down', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disturb(
      () => Promise.resolve(problemAnswer('too-many-requests', 429, { 'retry-after': '7' })),
      '/case-lookups',
    );

    expect(await screen.call('cases.open', wrongPair(3))).toEqual({
      ok: false,
      error: { code: 'too_many', retryAfterMs: 7_000 },
    });
    await kiosk.core.stop();
  });

  it('shows the news although they cannot be kept', async () => {
    const { kiosk, screen } = await ready();
    const { applicationId, reference, code } = await screen.apply();
    await kiosk.eventually(() => delivered(screen));
    await kiosk.portal.decideCase(applicationId, 'considering');
    kiosk.store.failWith('storage_full');

    expect(await screen.ask('cases.open', { reference, code })).toMatchObject({
      status: 'considering',
    });
    await kiosk.core.stop();
  });
});

describe('a state that the portal told', () => {
  const considered = async () => {
    const { kiosk, screen } = await ready();
    const { applicationId, reference, code } = await screen.apply();
    await kiosk.eventually(() => delivered(screen));
    await kiosk.portal.decideCase(applicationId, 'considering');
    const cases = () => [...kiosk.store.data.cases.entries()];
    await kiosk.eventually(() => cases()[0]?.[1].rev === 2, 'what was decided');
    const [[lookupId, record] = ['', {}]] = cases();
    return { kiosk, screen, lookupId, record, receipt: { reference, code } };
  };

  it('is kept on the disk, not in memory, and opens without a network', async () => {
    const { kiosk, screen, record, receipt } = await considered();
    kiosk.network.disconnect();

    expect(await screen.ask('cases.open', receipt)).toMatchObject({
      status: 'considering',
      mayBeOld: true,
    });
    expect(record).not.toHaveProperty('sealed');
    await kiosk.core.stop();
  });

  it('opens where an earlier program kept it, until the next one comes', async () => {
    const { kiosk, screen, lookupId, record, receipt } = await considered();
    const sealed = await kiosk.store.readBody('cases', lookupId);
    await kiosk.store.update((data) => {
      data.cases.delete(lookupId);
      data.cases.set(lookupId, { ...record, ...(sealed && { sealed }) });
    });
    kiosk.network.disconnect();

    expect(await screen.ask('cases.open', receipt)).toMatchObject({ status: 'considering' });

    kiosk.network.connect();
    await kiosk.portal.decideCase(record.submissionId ?? '', 'answered');
    await kiosk.eventually(() => kiosk.store.data.cases.get(lookupId)?.final === true);
    expect(kiosk.store.data.cases.get(lookupId)).not.toHaveProperty('sealed');
    expect(await screen.ask('cases.open', receipt)).toMatchObject({ status: 'answered' });
    await kiosk.core.stop();
  });

  it.each(['lost', 'unreadable'] as const)('that is %s here is asked for again', async (how) => {
    const { kiosk, screen, lookupId, receipt } = await considered();
    if (how === 'lost') kiosk.store.loseBody('cases', lookupId);
    else kiosk.store.failReads('storage_failed');

    expect(await screen.ask('cases.open', receipt)).toMatchObject({ status: 'considering' });

    kiosk.network.disconnect();
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'az' });
    expect(await screen.ask('cases.open', receipt)).toMatchObject({
      status: 'registered',
      mayBeOld: true,
    });
    await kiosk.core.stop();
  });
});

describe('guessing codes', () => {
  it('becomes slow for the person who does it', async () => {
    const { kiosk, screen } = await ready();
    for (let count = 0; count < 3; count += 1)
      expect(await screen.call('cases.open', wrongPair(count))).toMatchObject({
        error: { code: 'not_found' },
      });

    const slowed = await screen.call('cases.open', wrongPair(4));

    expect(slowed).toMatchObject({ error: { code: 'too_many' } });
    const wait = slowed.ok ? 0 : (slowed.error.retryAfterMs ?? 0);
    kiosk.clock.advance(wait);
    expect(await screen.call('cases.open', wrongPair(4))).toMatchObject({
      error: { code: 'not_found' },
    });
    const again = await screen.call('cases.open', wrongPair(5));
    expect(again.ok ? 0 : again.error.retryAfterMs).toBeGreaterThan(wait);
    await kiosk.core.stop();
  });

  it('gains nothing by many tries at the same moment', async () => {
    const { kiosk, screen } = await ready();

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, count) => screen.call('cases.open', wrongPair(count))),
    );

    const looked = answers.filter((answer) => !answer.ok && answer.error.code === 'not_found');
    expect(looked).toHaveLength(3);
    await kiosk.core.stop();
  });

  it('gains nothing by starting over: the kiosk counts too', async () => {
    const { kiosk, screen } = await ready();
    const codes = [];
    for (let count = 0; count < 14; count += 1) {
      await screen.ask('session.begin', { language: 'az' });
      const answer = await screen.call('cases.open', wrongPair(count));
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }

    expect(codes.slice(0, 10)).toEqual(Array(10).fill('not_found'));
    expect(codes.slice(10)).toEqual(Array(4).fill('too_many'));
    await kiosk.core.stop();
  });

  it('is locked after twenty, also for the right pair and after a restart, and noted without a code', async () => {
    const { kiosk, screen } = await ready();
    const right = await screen.apply();
    let looked = 0;
    // As patient as it is told to be, with a new session each time.
    for (let tries = 0; tries < 200 && looked < 20; tries += 1) {
      await screen.ask('session.begin', { language: 'az' });
      const answer = await screen.call('cases.open', wrongPair(tries));
      if (answer.ok) throw new Error('a guess was right');
      if (answer.error.code === 'not_found') looked += 1;
      else kiosk.clock.advance(answer.error.retryAfterMs ?? 0);
    }
    expect(looked).toBe(20);
    expect(kiosk.log.filter(({ event }) => event === 'case.guessing_locked')).toHaveLength(1);
    expect(JSON.stringify(kiosk.log)).not.toContain(right.reference);
    const locked = { error: { code: 'too_many' } };
    const pair = { reference: right.reference, code: right.code };
    await screen.ask('session.begin', { language: 'az' });
    expect(await screen.call('cases.open', pair)).toMatchObject(locked);
    expect(await screen.call('cases.open', wrongPair(1))).toMatchObject(locked);
    await kiosk.core.stop();

    const { clock, store, portal, network } = kiosk;
    const again = await createTestCore({ clock, store, portal, network });
    const next = again.screen();
    await next.ask('session.begin', { language: 'az' });
    expect(await next.call('cases.open', pair)).toMatchObject(locked);
    clock.advance(9 * 60_000);
    await next.ask('session.begin', { language: 'az' });
    expect(await next.call('cases.open', pair)).toMatchObject(locked);
    clock.advance(60_000);
    await next.ask('session.begin', { language: 'az' });
    expect(await next.call('cases.open', pair)).toMatchObject({ ok: true });
    await again.core.stop();
  });

  it('looks at few of two hundred wrong pairs in a minute, whoever stands there', async () => {
    const { kiosk, screen } = await ready();
    let looked = 0;
    for (let tries = 0; tries < 200; tries += 1) {
      if (tries % 3 === 0) await screen.ask('session.begin', { language: 'az' });
      const answer = await screen.call('cases.open', wrongPair(tries));
      expect(answer.ok).toBe(false);
      if (!answer.ok && answer.error.code === 'not_found') looked += 1;
      kiosk.clock.advance(300);
    }
    expect(looked).toBeLessThanOrEqual(13);
    await kiosk.core.stop();
  });

  it('is slowed down also while the portal is away', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disconnect();
    const codes = [];
    for (let count = 0; count < 5; count += 1) {
      const answer = await screen.call('cases.open', wrongPair(count));
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }

    expect(codes).toEqual(['offline', 'offline', 'offline', 'too_many', 'too_many']);
    await kiosk.core.stop();
  });

  it('is not what a person does who opens the own case again and again', async () => {
    const { kiosk, screen } = await ready();
    const { reference, code } = await screen.apply();

    for (let count = 0; count < 12; count += 1)
      expect(await screen.call('cases.open', { reference, code })).toMatchObject({ ok: true });
    await kiosk.core.stop();
  });
});

describe('news of a case', () => {
  it('reach the session that opened it, and no other', async () => {
    const { kiosk, screen } = await ready();
    const bystander = kiosk.screen();
    await bystander.ask('session.begin', { language: 'az' });
    const { applicationId, reference, code } = await screen.apply();
    await screen.ask('cases.open', { reference, code });
    await kiosk.eventually(() => delivered(screen));
    await kiosk.portal.decideCase(applicationId, 'answered');

    const news = { type: 'case_changed', reference };
    const count = () => screen.events.filter((event) => event.type === news.type).length;
    const before = count();
    await kiosk.eventually(() => count() > before, 'news');

    expect(screen.events).toContainEqual(news);
    expect(bystander.events.filter(({ type }) => type !== 'status_changed')).toEqual([]);
    await kiosk.core.stop();
  });

  it('do not reach the next citizen at the same screen', async () => {
    const { kiosk, screen } = await ready();
    const { applicationId, reference, code } = await screen.apply();
    await screen.ask('cases.open', { reference, code });
    await kiosk.eventually(() => delivered(screen));
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'az' });
    const before = screen.events.length;
    await kiosk.portal.decideCase(applicationId, 'answered');

    await kiosk.eventually(() =>
      [...kiosk.store.data.cases.entries()].some(([, record]) => record.final === true),
    );

    expect(screen.events.slice(before)).toEqual([]);
    await kiosk.core.stop();
  });
});
