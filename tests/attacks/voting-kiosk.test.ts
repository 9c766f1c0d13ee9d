import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { MANIFEST_TYPE } from '../../contract/voting/manifest.ts';
import { NetworkError } from '../../electron/core/ports.ts';
import { publish } from '../../portal/publications/publish.ts';
import { signMessage } from '../../portal/seals/signed-messages.ts';
import { loadRoleKeys } from '../../portal/voting/role-keys.ts';
import { systemPorts } from '../../portal/system-ports.ts';
import { inTransaction } from '../../portal/db/transactions.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { SOME_ANSWERS } from '../support/voting/sample-survey.ts';
import { HOUR, newFin } from '../support/voting/voters.ts';
import { startVotingCentre, type VotingCentre } from '../support/voting/voting-centre.ts';
import type { VotingKiosk } from '../support/voting/voting-kiosk.ts';

let centre: VotingCentre;
let survey: SurveyManifest;

beforeAll(async () => {
  centre = await startVotingCentre();
  survey = await centre.open({ minBatch: 3 });
}, 60_000);
afterAll(() => centre.dispose());

describe('a vote at a kiosk', () => {
  test('is saved, confirmed, sent in a batch and found in the published list by its tracker', async () => {
    const kiosk = await centre.kiosk();
    await kiosk.knows(survey.surveyId);
    const trackers: string[] = [];
    for (let voters = 0; voters < 2; voters += 1)
      trackers.push(await kiosk.cast(survey.surveyId, newFin(), SOME_ANSWERS));
    await eventually(() => kiosk.voting.waiting().ready === 2, 'both tokens');
    // Two are less than a batch: they stay.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(kiosk.find(trackers[0] ?? '')).toMatchObject({ state: 'confirmed' });
    trackers.push(await kiosk.cast(survey.surveyId, newFin(), SOME_ANSWERS));
    await kiosk.emptied();
    expect(kiosk.find(trackers[0] ?? '')).toEqual({ state: 'unlisted' });
    const [step] = await centre.publish();
    expect(step).toMatchObject({ cast: { declared: 3 } });
    await eventually(() => kiosk.find(trackers[2] ?? '').state === 'counted', 'the list');
    for (const tracker of trackers)
      expect(kiosk.find(tracker)).toEqual({
        state: 'counted',
        surveyId: survey.surveyId,
        listAsOf: step?.asOf,
      });
    expect(kiosk.find('0000-0000-0000-0000-00')).toEqual({ state: 'unlisted' });
    await kiosk.stop();
  });

  test('is refused a second time at the same kiosk, at once and without storing who has voted', async () => {
    const kiosk = await centre.kiosk();
    await kiosk.knows(survey.surveyId);
    const fin = newFin();
    await kiosk.cast(survey.surveyId, fin, SOME_ANSWERS);
    const again = await kiosk.vote(survey.surveyId, fin, SOME_ANSWERS);
    expect(again).toMatchObject({ ok: false, error: { code: 'already_voted' } });
    const [one, two] = await Promise.all(
      [1, 2].map(() => kiosk.vote(survey.surveyId, `${fin.slice(0, 6)}Z`, SOME_ANSWERS)),
    );
    expect([one?.ok, two?.ok].sort()).toEqual([false, true]);
    await kiosk.stop();
  });

  test('cast with the same FIN at two offline kiosks counts once, and the other is told', async () => {
    const kiosks = await Promise.all([centre.kiosk(), centre.kiosk()]);
    const own = await centre.open({ minBatch: 2 });
    await Promise.all(kiosks.map((kiosk) => kiosk.knows(own.surveyId)));
    const fin = newFin();
    const trackers = await Promise.all(
      kiosks.map((kiosk) => kiosk.cast(own.surveyId, fin, SOME_ANSWERS)),
    );
    for (const kiosk of kiosks)
      await eventually(() => kiosk.sync.health().waiting === 0, 'the answers');
    const states = kiosks.map((kiosk, index) => kiosk.find(trackers[index] ?? ''));
    expect(states.map(({ state }) => state).sort()).toEqual(['confirmed', 'refused']);
    expect(states.find(({ state }) => state === 'refused')?.reason).toBe('already_voted');
    await Promise.all(kiosks.map((kiosk) => kiosk.stop()));
  });

  test('is not taken before, after, or with a form of another day', async () => {
    const kiosk = await centre.kiosk();
    await kiosk.knows(survey.surveyId);
    const voter = { class: 'declared', fin: newFin(), documentNo: 'AA1234567' } as const;
    const cast = (change: object) =>
      kiosk.voting.cast({
        surveyId: survey.surveyId,
        rev: 1,
        answers: SOME_ANSWERS,
        voter,
        level: 'declared',
        ...change,
      });
    expect(await cast({ surveyId: 's-unknown' })).toMatchObject({ error: { code: 'not_found' } });
    expect(await cast({ rev: 2 })).toMatchObject({ error: { code: 'survey_changed' } });
    expect(await cast({ answers: { park: 'perhaps' } })).toMatchObject({
      error: { code: 'answers_incomplete' },
    });
    await kiosk.stop();
  });

  test('below a batch leaves once the grace time is over, and not before', async () => {
    const kiosk = await centre.kiosk();
    const own = await centre.open({ minBatch: 5 });
    await kiosk.knows(own.surveyId);
    const start = centre.clock.now();
    const tracker = await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
    await eventually(() => kiosk.voting.waiting().ready === 1, 'the token');
    centre.clock.set(own.times.graceUntil - 60 * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(kiosk.find(tracker)).toMatchObject({ state: 'confirmed' });
    centre.clock.set(own.times.graceUntil);
    await kiosk.emptied();
    centre.clock.set(own.times.ballotsUntil);
    const step = (await centre.publish()).find(({ surveyId }) => surveyId === own.surveyId);
    expect(step).toMatchObject({ final: true, cast: { declared: 1 } });
    await eventually(() => kiosk.find(tracker).state === 'counted', 'the final list');
    centre.clock.set(start);
    await kiosk.stop();
  });

  test('cast offline after an early closing is taken, then refused with the reason; one cast before counts', async () => {
    let isDown = false;
    const kiosk = await centre.kiosk({
      network: (real) => ({
        send: (request) =>
          isDown ? Promise.reject(new NetworkError('no network')) : real.send(request),
      }),
    });
    const own = await centre.open({ minBatch: 2 });
    await kiosk.knows(own.surveyId);
    const start = centre.clock.now();
    isDown = true;
    const early = await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
    centre.clock.advance(10 * 60_000);
    await centre.portal.portal.context.voting.surveys.closeEarly(own.surveyId, { az: 'Bəli' });
    await new Promise((resolve) => setTimeout(resolve, 700)); // more than ten minutes of the kiosk's
    const late = await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
    expect(kiosk.find(late)).toMatchObject({ state: 'saved' });
    centre.clock.advance(20 * 60_000);
    isDown = false;
    kiosk.reconnect();
    await kiosk.knows(own.surveyId, 2);
    await eventually(() => kiosk.sync.health().waiting === 0, 'the answers');
    expect(kiosk.find(early)).toMatchObject({ state: 'confirmed' });
    expect(kiosk.find(late)).toMatchObject({ state: 'refused', reason: 'survey_closed' });
    expect(await kiosk.vote(own.surveyId, newFin(), SOME_ANSWERS)).toMatchObject({
      error: { code: 'survey_closed' },
    });
    centre.clock.set(start);
    await kiosk.stop();
  });
});

describe('a portal that was taken over', () => {
  const publishInstead = async (manifest: SurveyManifest, signedBy: 'portal' | 'board') => {
    const { context } = centre.portal.portal;
    const keysFile = `${centre.portal.dataFolder}/portal-keys.json`;
    const { board } = await loadRoleKeys(keysFile, systemPorts().random);
    const signing = signedBy === 'portal' ? context.keys.signing : board.signing;
    const body = { manifest: signMessage(manifest, MANIFEST_TYPE, signing) };
    await inTransaction(context.db, (tx) =>
      publish(tx, { kind: 'survey', id: manifest.surveyId, body }),
    );
  };
  const refusedFor = (kiosk: VotingKiosk, reason: string) =>
    eventually(
      () =>
        kiosk.log.lines.some(
          ({ event, details }) => event === 'survey.refused' && details?.['reason'] === reason,
        ),
      'the refusal',
    );

  test.each([
    ['keys of its own under its own signature', 'portal', 'other_keys'],
    ['a manifest under another signature', 'board', 'not_signed'],
  ] as const)('cannot give a kiosk %s for a survey that it knows', async (_name, by, reason) => {
    const kiosk = await centre.kiosk();
    const own = await centre.open();
    const other = await centre.open();
    await kiosk.knows(own.surveyId);
    await publishInstead({ ...own, rev: 2, voteKeys: other.voteKeys }, by);
    await refusedFor(kiosk, reason);
    await eventually(() => kiosk.voting.book.get(own.surveyId) === undefined, 'its consequence');
    expect((await kiosk.vote(own.surveyId, newFin(), SOME_ANSWERS)).ok).toBe(false);
    await kiosk.stop();
  });

  test.each(['boxJwk', 'boxSigningJwk', 'registrarJwk', 'boardJwk'] as const)(
    'cannot give a kiosk a key of its own under the name of the true %s',
    async (name) => {
      const kiosk = await centre.kiosk();
      const own = await centre.open();
      await kiosk.knows(own.surveyId);
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      await publishInstead({ ...own, rev: 2, [name]: { ...own[name], x, y } }, 'portal');
      await refusedFor(kiosk, 'not_signed');
      await eventually(() => kiosk.voting.book.get(own.surveyId) === undefined, 'its consequence');
      expect((await kiosk.vote(own.surveyId, newFin(), SOME_ANSWERS)).ok).toBe(false);
      await kiosk.stop();
    },
  );

  const publishAs = (manifest: SurveyManifest) => publishInstead(manifest, 'portal');
  const EARLY = { az: 'Bəli' };
  const closedAt = (own: SurveyManifest, closes: number): SurveyManifest => {
    const earlier = own.times.closes - closes;
    const { opens, graceUntil, ballotsUntil } = own.times;
    return {
      ...own,
      rev: own.rev + 1,
      times: {
        opens,
        closes,
        graceUntil: graceUntil - earlier,
        ballotsUntil: ballotsUntil - earlier,
      },
      closedEarly: { announcedCloses: own.times.closes, reason: EARLY },
    };
  };
  const times = (own: SurveyManifest, change: Partial<SurveyManifest['times']>) => ({
    ...own,
    rev: own.rev + 1,
    times: { ...own.times, ...change },
  });

  test.each<[string, (own: SurveyManifest) => SurveyManifest]>([
    ['a smaller batch', (own) => ({ ...own, rev: 2, content: { ...own.content, minBatch: 2 } })],
    [
      'another question',
      (own) => ({ ...own, rev: 2, content: { ...own.content, title: { az: 'Başqa' } } }),
    ],
    ['a later end', (own) => times(own, { closes: own.times.closes + 1 })],
    [
      'an end that was not told',
      (own) => ({ ...closedAt(own, own.times.closes - 9), closedEarly: undefined }),
    ],
    [
      'an early end with a grace time that is over',
      (own) => {
        const closed = closedAt(own, own.times.closes - HOUR);
        return { ...closed, times: { ...closed.times, graceUntil: closed.times.closes } };
      },
    ],
    [
      'other times under the same number',
      (own) => ({ ...closedAt(own, own.times.closes - 9), rev: 1 }),
    ],
  ])('cannot give a survey %s', async (_name, change) => {
    const kiosk = await centre.kiosk();
    const own = await centre.open({ minBatch: 50 });
    await kiosk.knows(own.surveyId);
    const tracker = await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
    await eventually(() => kiosk.voting.waiting().ready === 1, 'the token');
    const { closedEarly, ...changed } = change(own);
    await publishAs({ ...changed, ...(closedEarly && { closedEarly }) });
    await refusedFor(kiosk, 'other_terms');
    await eventually(() => kiosk.voting.book.get(own.surveyId) === undefined, 'its consequence');
    expect((await kiosk.vote(own.surveyId, newFin(), SOME_ANSWERS)).ok).toBe(false);
    expect(kiosk.find(tracker)).toMatchObject({ state: 'confirmed' });
    await kiosk.stop();
  });

  test('cannot drive a single ballot out with a grace time that is over', async () => {
    const sent: string[] = [];
    const kiosk = await centre.kiosk({
      network: (real) => ({
        send: (request) => {
          if (request.url.endsWith('/ballots')) sent.push(request.url);
          return real.send(request);
        },
      }),
    });
    const own = await centre.open({ minBatch: 50 });
    await kiosk.knows(own.surveyId);
    await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
    await eventually(() => kiosk.voting.waiting().ready === 1, 'the token');
    const now = centre.clock.now();
    await publishAs(times(own, { closes: now - 2, graceUntil: now - 1 }));
    await refusedFor(kiosk, 'other_terms');
    await new Promise((resolve) => setTimeout(resolve, 400)); // more than six minutes of the kiosk's
    expect(sent).toEqual([]);
    await kiosk.stop();
  });

  test('cannot open again what was closed early, nor close it twice, also after a restart', async () => {
    const kiosk = await centre.kiosk();
    const own = await centre.open();
    await kiosk.knows(own.surveyId);
    const { surveys } = centre.portal.portal.context.voting;
    const closed = await surveys.closeEarly(own.surveyId, EARLY);
    if (closed === undefined) throw new Error('not closed');
    await kiosk.knows(own.surveyId, 2);
    await publishAs({ ...own, rev: 3 });
    await refusedFor(kiosk, 'other_terms');
    await kiosk.stop();
    const again = await centre.kiosk({ disk: kiosk.disk });
    for (const manifest of [own, closedAt(closed, closed.times.closes - HOUR / 2)]) {
      again.log.lines.length = 0;
      await publishAs(manifest);
      await refusedFor(again, 'other_terms');
      expect(again.voting.book.get(own.surveyId)).toBeUndefined();
    }
    await publishAs(closed);
    await again.knows(own.surveyId, 2);
    await again.stop();
  });

  test('does not end the votes that were cast before', async () => {
    let isDown = false;
    const kiosk = await centre.kiosk({
      network: (real) => ({
        send: (request) =>
          isDown ? Promise.reject(new NetworkError('no network')) : real.send(request),
      }),
    });
    const own = await centre.open({ minBatch: 2 });
    await kiosk.knows(own.surveyId);
    isDown = true;
    for (let voters = 0; voters < 2; voters += 1)
      await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
    await publishAs(times(own, { closes: own.times.closes + 1 }));
    isDown = false;
    kiosk.reconnect();
    await refusedFor(kiosk, 'other_terms');
    await kiosk.emptied();
    const { db, voting } = centre.portal.portal.context;
    expect(await voting.ballotBox.sizes(db, own)).toMatchObject({ declared: 2 });
    await kiosk.stop();
  });

  test('finds the terms of a survey pinned that an older program had pinned without them', async () => {
    const kiosk = await centre.kiosk();
    const own = await centre.open();
    await kiosk.knows(own.surveyId);
    const pin = kiosk.store.data.surveyPins.get(own.surveyId);
    if (pin === undefined) throw new Error('no pin');
    const { keys, salt, until } = pin;
    await kiosk.store.update(
      (writer) => writer.surveyPins.set(own.surveyId, { keys, salt, until }),
      { urgent: true },
    );
    await kiosk.stop();
    const again = await centre.kiosk({ disk: kiosk.disk });
    expect(again.voting.book.get(own.surveyId)).toMatchObject({ rev: 1 });
    expect(again.store.data.surveyPins.get(own.surveyId)).toMatchObject({ keys, salt });
    await publishAs(times(own, { closes: own.times.closes + 1 }));
    await refusedFor(again, 'other_terms');
    await again.stop();
  });

  test.each(['chance', 'the answer to another request'] as const)(
    'whose registrar answers %s gets no ballot, and the voter is told',
    async (nonsense) => {
      const { registrar } = centre.portal.portal.context.voting;
      const honest = { ...registrar };
      Object.assign(registrar, {
        decide: async (...given: Parameters<typeof registrar.decide>) => {
          const answer = await honest.decide(...given);
          if (answer.status !== 'signed') return answer;
          return nonsense === 'chance'
            ? { ...answer, blindSig: Buffer.alloc(256, 7).toString('base64url') }
            : { ...answer, id: crypto.randomUUID() };
        },
      });
      const kiosk = await centre.kiosk();
      const own = await centre.open({ minBatch: 2 });
      await kiosk.knows(own.surveyId);
      const tracker = await kiosk.cast(own.surveyId, newFin(), SOME_ANSWERS);
      await eventually(() => kiosk.find(tracker).state === 'refused', 'the end of the vote');
      expect(kiosk.find(tracker)).toMatchObject({ reason: 'answer_unusable' });
      expect(kiosk.voting.waiting()).toEqual({ asked: 0, ready: 0 });
      Object.assign(registrar, honest);
      await kiosk.stop();
    },
  );
});
