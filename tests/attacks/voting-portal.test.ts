import { createPublicKey, randomBytes } from 'node:crypto';
import { compactVerify, decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ballot, BallotReceipt } from '../../contract/voting/ballot.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import type { VoteRequest } from '../../contract/voting/registrar.ts';
import type { Db, Tx } from '../../portal/context.ts';
import { inTransaction } from '../../portal/db/transactions.ts';
import { SOME_ANSWERS } from '../support/voting/sample-survey.ts';
import {
  createVoter,
  DAY,
  HOUR,
  newFin,
  PROOF,
  proofOf,
  UNSEEN_PROOF,
} from '../support/voting/voters.ts';
import { ballotOf, startVotingRoles, type VotingRoles } from '../support/voting/voting-roles.ts';

let roles: VotingRoles;
let survey: SurveyManifest;
let other: SurveyManifest;

beforeAll(async () => {
  roles = await startVotingRoles();
  survey = await roles.open();
  other = await roles.open();
}, 60_000);
afterAll(() => roles.dispose());

const takeAt = async (ballot: Ballot, now = roles.clock.now()): Promise<BallotReceipt> =>
  decodeJwt<BallotReceipt>(await roles.ballotBox.take(roles.portal.portal.context.db, ballot, now));

const inBox = async (surveyId: string): Promise<number> => {
  const manifest = await roles.surveys.find(surveyId);
  if (manifest === undefined) throw new Error('no such survey');
  const sizes = await roles.ballotBox.sizes(roles.portal.portal.context.db, manifest);
  return sizes.verified + sizes.declared;
};

/** A typed name's request for a ballot of the verified class, of which the registrar has signed the number as declared. */
const askForSigned = async (): Promise<VoteRequest> => {
  const declared = survey.voteKeys.find(({ class: c }) => c === 'declared')?.kid ?? '';
  for (;;) {
    const { request } = await createVoter(survey, { class: 'verified' });
    const { surveyId, fin, blinded } = request;
    const typed: VoteRequest = {
      v: 1,
      kind: 'vote-auth',
      id: crypto.randomUUID(),
      surveyId,
      fin,
      blinded,
      class: 'declared',
      kid: declared,
      documentNo: 'AA1234567',
    };
    // Blinded for one modulus it may be too large for the other: then it is drawn again.
    if ((await roles.ask(typed)).status === 'signed') return typed;
  }
};

describe('the registrar', () => {
  test('gives one person one token, whatever kiosk, telephone or class the second request comes by', async () => {
    const fin = newFin();
    const first = await createVoter(survey, { fin });
    expect(await roles.ask(first.request)).toMatchObject({ status: 'signed' });
    for (const channel of ['kiosk', 'online'] as const) {
      const again = await createVoter(survey, { fin });
      expect(await roles.ask(again.request, { channel })).toMatchObject({
        status: 'refused',
        reason: 'already_voted',
      });
    }
    const signedIn = await createVoter(survey, { fin, class: 'verified' });
    expect(await roles.ask(signedIn.request)).toMatchObject({ reason: 'already_voted' });
    expect(await roles.ask((await createVoter(other, { fin })).request)).toMatchObject({
      status: 'signed',
    });
  });

  test('decides between two at the same moment', async () => {
    const fin = newFin();
    const voters = await Promise.all([1, 2, 3].map(() => createVoter(survey, { fin })));
    const answers = await Promise.all(voters.map(({ request }) => roles.ask(request)));
    expect(answers.filter(({ status }) => status === 'signed')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 'refused')).toHaveLength(2);
  });

  test('answers the identical request again with the identical bytes', async () => {
    const voter = await createVoter(survey);
    const first = await roles.ask(voter.request);
    expect(await roles.ask(voter.request)).toEqual(first);
  });

  test.each([
    ['0', 0n],
    ['1', 1n],
    ['n - 1', -1n],
    ['n', 'n'],
    ['n + 1', 'n + 1'],
  ])('does not sign the number %s, and the person may still vote', async (_name, number) => {
    const voter = await createVoter(survey);
    const spki = survey.voteKeys.find(({ class: c }) => c === 'declared')?.spki ?? '';
    const key = createPublicKey({
      key: Buffer.from(spki, 'base64url'),
      format: 'der',
      type: 'spki',
    });
    const n = BigInt(
      `0x${Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
    );
    const value =
      typeof number === 'bigint'
        ? number < 0n
          ? n + number
          : number
        : number === 'n'
          ? n
          : n + 1n;
    const blinded = Buffer.from(value.toString(16).padStart(512, '0'), 'hex').toString('base64url');
    expect(await roles.ask({ ...voter.request, blinded })).toMatchObject({ reason: 'bad_request' });
    expect(await roles.ask(voter.request)).toMatchObject({ status: 'signed' });
  });

  test('wants the key of the class, a document for what is typed and a proof for what is signed in', async () => {
    const declared = await createVoter(survey);
    const verified = await createVoter(survey, { class: 'verified' });
    const withoutDocument = { ...declared.request, documentNo: undefined };
    const bad: [object, string][] = [
      [{ ...declared.request, kid: verified.request.kid }, 'bad_request'],
      [{ ...declared.request, kid: other.voteKeys[0]?.kid }, 'bad_request'],
      [withoutDocument, 'bad_request'],
      [{ ...verified.request, proof: 'a bad proof' }, 'identity_not_confirmed'],
      [{ ...verified.request, proof: undefined }, 'identity_not_confirmed'],
      [{ ...declared.request, surveyId: 's-unknown' }, 'unknown_survey'],
    ];
    for (const [request, reason] of bad)
      expect(await roles.ask(request as typeof declared.request)).toMatchObject({ reason });
    expect(await roles.ask(verified.request)).toMatchObject({ status: 'signed' });
  });

  test('judges a sign-in by the moment of the vote, however late it is heard of', async () => {
    const own = await roles.open();
    const start = roles.clock.now();
    const askLater = async (proof: string, castAt: number, now: number): Promise<string> => {
      roles.clock.set(now);
      const { request } = await createVoter(own, { class: 'verified' });
      const answer = await roles.ask({ ...request, proof }, { castAt });
      return answer.status === 'signed' ? 'signed' : answer.reason;
    };
    const cast = start + HOUR;
    const { graceUntil } = own.times;
    expect(await askLater(proofOf(cast), cast, graceUntil - 1)).toBe('signed');
    expect(await askLater(proofOf(cast), cast, graceUntil)).toBe('came_too_late');
    // A clock that is ahead or was set back makes no old proof good, nor one that is not given yet.
    expect(await askLater(proofOf(cast + 1), cast + 1, cast)).toBe('identity_not_confirmed');
    expect(await askLater(proofOf(start - DAY), start - DAY, cast)).toBe('identity_not_confirmed');
    roles.clock.set(start);
  });

  test('puts a request off while nobody can look at its proof, and decides it afterwards', async () => {
    const { request } = await createVoter(survey, { class: 'verified' });
    const { db } = roles.portal.portal.context;
    const now = roles.clock.now();
    const arrival = { channel: 'kiosk', castAt: now, now } as const;
    const unseen = { ...request, proof: UNSEEN_PROOF };
    const proof = await roles.registrar.askForProof(db, unseen, arrival);
    const decided = inTransaction(db, (tx) => roles.registrar.decide(tx, unseen, arrival, proof));
    expect(await decided).toEqual({ status: 'later' });
    expect(await roles.ask(request)).toMatchObject({ status: 'signed' });
  });

  test('gives no verified token for a typed name that asks again with the same number', async () => {
    const typed = await askForSigned();
    const verified = survey.voteKeys.find(({ class: c }) => c === 'verified')?.kid ?? '';
    const again: Partial<VoteRequest>[] = [
      { class: 'verified', kid: verified, proof: 'no proof at all' },
      { class: 'verified', kid: verified, proof: PROOF },
      { class: 'declared', kid: verified },
    ];
    for (const change of again) {
      const request = { ...typed, id: crypto.randomUUID(), ...change };
      expect(await roles.ask(request)).toMatchObject({ status: 'refused' });
    }
    expect(await roles.ask(typed)).toMatchObject({ status: 'signed' });
  });

  test('a survey for people who signed in gives no token for a typed name', async () => {
    const strict = await roles.open({ level: 'verified' });
    expect(strict.voteKeys.map((key) => key.class)).toEqual(['verified']);
    const voter = await createVoter(strict, { class: 'verified' });
    const typed = { ...voter.request, class: 'declared' as const, documentNo: 'AA1234567' };
    expect(await roles.ask(typed)).toMatchObject({ status: 'refused' });
    expect(await roles.ask(voter.request)).toMatchObject({ status: 'signed' });
  });

  test('knows a person by another name in each survey, and by none that can be tried out', async () => {
    const fin = newFin();
    await roles.ask((await createVoter(survey, { fin })).request);
    await roles.ask((await createVoter(other, { fin })).request);
    const rows = await roles.portal.portal.context.db
      .selectFrom('registrar_issuances')
      .select(['person', 'survey_id'])
      .execute();
    expect(new Set(rows.map(({ person }) => person)).size).toBe(rows.length);
    expect(JSON.stringify(rows)).not.toContain(fin);
  });
});

describe('the ballot box', () => {
  test('takes a ballot once, however often it comes, and says so in a signed receipt', async () => {
    const ballot = await ballotOf(roles, survey);
    const before = await inBox(survey.surveyId);
    const { db } = roles.portal.portal.context;
    for (let time = 0; time < 3; time += 1) {
      const jws = await roles.ballotBox.take(db, ballot, roles.clock.now());
      const { payload } = await compactVerify(jws, { ...survey.boxSigningJwk, alg: 'ES256' });
      expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ status: 'taken' });
    }
    expect(await inBox(survey.surveyId)).toBe(before + 1);
  });

  test('takes no ballot but the one that the token was made for', async () => {
    const mine = await ballotOf(roles, survey);
    const theirs = await ballotOf(roles, survey);
    const before = [await inBox(survey.surveyId), await inBox(other.surveyId)];
    const swapped: [string, Ballot][] = [
      ['a swapped ballot', { ...mine, sealed: theirs.sealed }],
      ['another prefix', { ...mine, rnd: theirs.rnd }],
      ['another signature', { ...mine, sig: theirs.sig }],
      ['a random signature', { ...mine, sig: randomBytes(256).toString('base64url') }],
      ['zeroes', { ...mine, sig: Buffer.alloc(256).toString('base64url') }],
    ];
    for (const [what, ballot] of swapped)
      expect(await takeAt(ballot), what).toMatchObject({ status: 'refused', reason: 'bad_token' });
    const elsewhere = { ...mine, surveyId: other.surveyId };
    expect(await takeAt(elsewhere)).toMatchObject({ reason: 'unknown_survey' }); // a key that is not its own
    const kid = other.voteKeys.find(({ class: c }) => c === 'declared')?.kid ?? '';
    expect(await takeAt({ ...elsewhere, kid })).toMatchObject({ reason: 'bad_token' });
    expect(await takeAt({ ...mine, surveyId: 's-unknown' })).toMatchObject({
      reason: 'unknown_survey',
    });
    const verifiedKid = survey.voteKeys.find(({ class: c }) => c === 'verified')?.kid ?? '';
    expect(await takeAt({ ...mine, kid: verifiedKid })).toMatchObject({ reason: 'bad_token' });
    expect([await inBox(survey.surveyId), await inBox(other.surveyId)]).toEqual(before);
    expect(await takeAt(mine)).toMatchObject({ status: 'taken' });
  });

  test('a ballot that cannot be read is counted as spoilt, never as an answer', async () => {
    const own = await roles.open({ minBatch: 2 });
    const readable = await ballotOf(roles, own);
    await takeAt(readable);
    const wrong = { ...own, boxJwk: other.boxJwk };
    const voter = await createVoter(wrong);
    const answer = await roles.ask(voter.request);
    const ballot = answer.status === 'signed' ? voter.ballot(answer.blindSig) : undefined;
    if (ballot === undefined) throw new Error('no token');
    expect(await takeAt(ballot)).toMatchObject({ status: 'taken' });
    const counted = await roles.ballotBox.count(roles.portal.portal.context.db, own);
    expect(counted).toMatchObject({ cast: { declared: 1 }, spoilt: { declared: 1 } });
    expect(counted.totals.declared.ballots).toBe(1);
  });
});

describe('times', () => {
  test('follow the published rule to the millisecond', async () => {
    const own = await roles.open();
    const { opens, closes, graceUntil, ballotsUntil } = own.times;
    const start = roles.clock.now();
    const askAt = async (now: number, castAt: number) => {
      roles.clock.set(now);
      const answer = await roles.ask((await createVoter(own)).request, { castAt });
      return answer.status === 'signed' ? 'signed' : answer.reason;
    };
    expect(await askAt(opens - 1, opens - 1)).toBe('not_open');
    expect(await askAt(opens, opens)).toBe('signed');
    expect(await askAt(closes - 1, closes - 1)).toBe('signed');
    // A fast clock: it has arrived before the end, so it was cast before the end.
    expect(await askAt(closes - 1, closes + DAY)).toBe('signed');
    expect(await askAt(closes, closes)).toBe('survey_closed');
    // Cast offline in time, arrived within the grace time.
    expect(await askAt(graceUntil - 1, closes - 1)).toBe('signed');
    expect(await askAt(graceUntil - 1, closes)).toBe('survey_closed');
    // A clock years slow gains the grace time and no more.
    expect(await askAt(graceUntil - 1, 1_000)).toBe('signed');
    expect(await askAt(graceUntil, closes - 1)).toBe('came_too_late');
    roles.clock.set(start);
    const [first, last] = [await ballotOf(roles, own), await ballotOf(roles, own)];
    expect(await takeAt(first, opens - 1)).toMatchObject({ reason: 'not_open' });
    expect(await takeAt(first, ballotsUntil - 1)).toMatchObject({ status: 'taken' });
    expect(await takeAt(last, ballotsUntil)).toMatchObject({ reason: 'too_late' });
    // Its receipt was lost: it is told the truth, not that it came too late.
    expect(await takeAt(first, ballotsUntil + DAY)).toMatchObject({ status: 'taken' });
  });

  test('move together when a survey is closed early, and what was cast before still counts', async () => {
    const own = await roles.open();
    const start = roles.clock.now();
    const offline = await createVoter(own);
    roles.clock.advance(HOUR);
    const closed = await roles.surveys.closeEarly(own.surveyId, { az: 'Qərar qəbul edildi' });
    expect(closed).toMatchObject({
      rev: 2,
      times: { closes: start + HOUR, graceUntil: start + HOUR + DAY },
      closedEarly: { announcedCloses: own.times.closes },
      voteKeys: own.voteKeys,
    });
    roles.clock.advance(HOUR);
    expect(await roles.ask(offline.request, { castAt: start })).toMatchObject({ status: 'signed' });
    const late = await createVoter(own);
    expect(await roles.ask(late.request)).toMatchObject({ reason: 'survey_closed' });
    expect(await roles.surveys.closeEarly(own.surveyId, { az: 'Yenə' })).toBeUndefined();
    roles.clock.set(start);
  });
});

describe('what is published', () => {
  test('comes in steps of whole batches, without figures until the end, and then with all of them', async () => {
    const own = await roles.open({ minBatch: 3 });
    const start = roles.clock.now();
    const cast = async (): Promise<void> => {
      expect(await takeAt(await ballotOf(roles, own))).toMatchObject({ status: 'taken' });
    };
    const stepsOf = async () =>
      (await roles.surveys.publishDue()).filter(({ surveyId }) => surveyId === own.surveyId);
    await cast();
    await cast();
    expect(await stepsOf()).toEqual([]);
    await cast();
    const [first] = await stepsOf();
    expect(first).toMatchObject({
      step: 1,
      final: false,
      cast: { declared: 3, verified: 0 },
      issued: { declared: 3, byChannel: { kiosk: 3, online: 0 } },
      trackers: 3,
      totals: null,
    });
    expect(await stepsOf()).toEqual([]);
    await cast();
    expect(await stepsOf()).toEqual([]);
    roles.clock.set(own.times.ballotsUntil);
    const [last] = await stepsOf();
    expect(last).toMatchObject({ step: 2, final: true, cast: { declared: 4 } });
    expect(last?.totals?.declared.questions['park']).toMatchObject({ options: { no: 4, yes: 0 } });
    expect(await stepsOf()).toEqual([]);
    const published = await roles.surveys.published(own.surveyId);
    expect(published?.trackers).toEqual([...(published?.trackers ?? [])].sort());
    expect(published?.trackers).toHaveLength(4);
    await compactVerify(published?.signed ?? '', { ...own.boardJwk, alg: 'ES256' });
    roles.clock.set(start);
  });

  test('a class that has grown by less than a batch holds the step back: its few would stand alone', async () => {
    const own = await roles.open({ minBatch: 2, resultRule: 'in_steps' });
    const stepsOf = async () =>
      (await roles.surveys.publishDue()).filter(({ surveyId }) => surveyId === own.surveyId);
    for (let ballots = 0; ballots < 2; ballots += 1) await takeAt(await ballotOf(roles, own));
    await takeAt(await ballotOf(roles, own, { class: 'verified' }));
    expect(await stepsOf()).toEqual([]);
    await takeAt(await ballotOf(roles, own, { class: 'verified' }));
    const [step] = await stepsOf();
    expect(step?.totals?.verified.ballots).toBe(2);
    expect(step?.totals?.declared.ballots).toBe(2);
  });

  test('says nothing before it was taken from the ballots in which order they came', async () => {
    const own = await roles.open({ minBatch: 3 });
    const numbers = async (): Promise<number> => {
      const { rows } = await sql`
        select distinct xmin::text from ballot_box_ballots
        where survey_id = ${own.surveyId}`.execute(roles.portal.portal.context.db);
      return rows.length;
    };
    for (let ballots = 0; ballots < 3; ballots += 1) await takeAt(await ballotOf(roles, own));
    expect(await numbers()).toBe(3);
    const steps = await roles.surveys.publishDue();
    expect(steps.map(({ surveyId }) => surveyId)).toContain(own.surveyId);
    expect(await numbers()).toBe(1);
  });

  test('a ballot that arrives while a step is made does not stand alone in it', async () => {
    const own = await roles.open({ minBatch: 2, resultRule: 'in_steps' });
    const { registrar, ballotBox } = roles;
    for (let ballots = 0; ballots < 2; ballots += 1) await takeAt(await ballotOf(roles, own));
    const late = await ballotOf(roles, own, { class: 'verified' });
    const honest = { registrar: { ...registrar }, ballotBox: { ...ballotBox } };
    let arrived = false;
    /** Another request commits after each question that the step asks; in read committed the next one sees it. */
    const andArrives = async <T>(db: Db | Tx, surveyId: string, answer: Promise<T>): Promise<T> => {
      const told = await answer;
      if (!arrived && surveyId === own.surveyId) {
        arrived = true;
        await ballotBox.take(db, late, roles.clock.now());
      }
      return told;
    };
    Object.assign(ballotBox, {
      sizes: (db: Tx, manifest: SurveyManifest) =>
        andArrives(db, manifest.surveyId, honest.ballotBox.sizes(db, manifest)),
    });
    Object.assign(registrar, {
      issued: (db: Tx, surveyId: string) =>
        andArrives(db, surveyId, honest.registrar.issued(db, surveyId)),
    });
    const steps = await roles.surveys.publishDue();
    Object.assign(ballotBox, honest.ballotBox);
    Object.assign(registrar, honest.registrar);
    expect(arrived).toBe(true);
    const shown = steps.find(({ surveyId }) => surveyId === own.surveyId);
    expect(shown?.totals?.verified.ballots ?? 0).toBe(0);
    await takeAt(await ballotOf(roles, own, { class: 'verified' }));
    const [step] = (await roles.surveys.publishDue()).filter(
      ({ surveyId }) => surveyId === own.surveyId,
    );
    expect(step?.totals?.verified.ballots).toBe(2);
  });

  test('after the end nobody can be given a token, and who had one is forgotten', async () => {
    const own = await roles.open({ minBatch: 2 });
    const start = roles.clock.now();
    const voter = await createVoter(own);
    await roles.ask(voter.request);
    roles.clock.set(own.times.ballotsUntil);
    await roles.surveys.publishDue();
    const { db } = roles.portal.portal.context;
    for (const table of ['registrar_keys', 'registrar_issuances'] as const)
      expect(
        await db.selectFrom(table).selectAll().where('survey_id', '=', own.surveyId).execute(),
      ).toEqual([]);
    expect(await roles.ask(voter.request)).toMatchObject({ status: 'refused' });
    roles.clock.set(start);
  });
});

test('the tables of the roles share no column but the survey, the key and its class', async () => {
  const { rows } = await sql<{ table_name: string; column_name: string; data_type: string }>`
    select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'public'`.execute(roles.portal.portal.context.db);
  const columnsOf = (prefix: string): ReadonlySet<string> =>
    new Set(rows.filter((row) => row.table_name.startsWith(prefix)).map((row) => row.column_name));
  const shared = [...columnsOf('registrar_')].filter((name) => columnsOf('ballot_box_').has(name));
  expect(shared.sort()).toEqual(['kid', 'secret', 'survey_id']);
  expect([...columnsOf('ballot_box_ballots')].sort()).toEqual(
    ['kid', 'rnd', 'sealed', 'sig', 'survey_id', 'token'], // no moment, no origin, no number
  );
  const types = rows.filter((row) => row.table_name === 'ballot_box_ballots');
  expect(new Set(types.map((row) => row.data_type))).toEqual(new Set(['text']));
});

test('every ballot has the same length, whatever was chosen', async () => {
  const own = await roles.open();
  const answers = [SOME_ANSWERS, { ...SOME_ANSWERS, park: 'undecided', parts: ['lights'] }];
  const ballots = await Promise.all(
    [...answers, ...answers].map((choice) => ballotOf(roles, own, { answers: choice })),
  );
  expect(new Set(ballots.map((ballot) => JSON.stringify(ballot).length)).size).toBe(1);
});
