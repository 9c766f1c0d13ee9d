import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BALLOT_ROUTE, type Ballot } from '../../contract/voting/ballot.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { parseTracker } from '../../contract/voting/tracker.ts';
import type { NetworkRequest, Random } from '../../electron/core/ports.ts';
import { createSealingKey } from '../../portal/seals/key-agreement.ts';
import { systemPorts } from '../../portal/system-ports.ts';
import { openBallot } from '../../portal/voting/ballot-box/open-ballot.ts';
import { loadRoleKeys, type RoleKeys } from '../../portal/voting/role-keys.ts';
import { unwrapSecret } from '../../portal/voting/wrapped-secret.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { realRandom } from '../support/store/store-ports.ts';
import {
  type AttackName,
  type Evidence,
  type Guess,
  runAttacks,
  type SeenRequest,
} from '../support/voting/linking-attack.ts';
import { SOME_ANSWERS } from '../support/voting/sample-survey.ts';
import { newFin } from '../support/voting/voters.ts';
import { startVotingCentre, type VotingCentre } from '../support/voting/voting-centre.ts';
import type { VotingKiosk } from '../support/voting/voting-kiosk.ts';

/** Voters of one variant: they leave in one batch. */
const VOTERS = 10;
/** More than this share right is no chance with ten voters: an honest shuffle does it once in 40,000 runs. */
const LINKED = 0.75;

let centre: VotingCentre;
let keys: RoleKeys;
/** What a registrar writes down that obeys nobody. */
const noted: (SeenRequest & { readonly surveyId: string })[] = [];

beforeAll(async () => {
  centre = await startVotingCentre();
  keys = await loadRoleKeys(`${centre.portal.dataFolder}/portal-keys.json`, systemPorts().random);
  const { registrar } = centre.portal.portal.context.voting;
  const honest = { ...registrar };
  Object.assign(registrar, {
    decide: (...given: Parameters<typeof registrar.decide>) => {
      const [, { surveyId, fin, blinded, id }, { castAt }] = given;
      noted.push({ surveyId, fin, blinded, fields: { id, castAt } });
      return honest.decide(...given);
    },
  });
}, 60_000);
afterAll(() => centre.dispose());

interface Variant {
  readonly random?: Random;
  /** What a careless ballot box would keep beside each ballot. */
  readonly keeps?: (request: SeenRequest) => Record<string, string | number>;
}

const withBytes = (length: number, make: () => Uint8Array): Random => ({
  ...realRandom,
  bytes: (count) => (count === length ? make() : realRandom.bytes(count)),
});

const secretsOf = async (manifest: SurveyManifest) => {
  const { db } = centre.portal.portal.context;
  const { surveyId } = manifest;
  const vote = await db
    .selectFrom('registrar_keys')
    .select('secret')
    .where('survey_id', '=', surveyId)
    .where('class', '=', 'declared')
    .executeTakeFirstOrThrow();
  const box = await db
    .selectFrom('ballot_box_keys')
    .select('secret')
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  const pkcs8 = await unwrapSecret(vote.secret, `${surveyId}.declared`, keys.registrar.wrapKey);
  return {
    privateKey: createPrivateKey({
      key: Buffer.from(pkcs8, 'base64url'),
      format: 'der',
      type: 'pkcs8',
    }),
    box: createSealingKey(await unwrapSecret(box.secret, surveyId, keys.ballotBox.wrapKey)),
  };
};

const textOf = (disk: VotingKiosk['disk']): Buffer =>
  Buffer.concat([...disk.content.values()].map(({ bytes }) => bytes));

/** Lets ten people vote at a kiosk, gathers all that anybody can know, and who really cast what. */
const gather = async (
  variant: Variant,
): Promise<{ readonly evidence: Evidence; readonly truth: Guess; readonly kiosk: VotingKiosk }> => {
  const traffic: NetworkRequest[] = [];
  const kiosk = await centre.kiosk({
    ...(variant.random !== undefined && { random: variant.random }),
    network: (real) => ({
      send: (request) => {
        traffic.push(request);
        return real.send(request);
      },
    }),
  });
  const manifest = await centre.open({ minBatch: VOTERS });
  const { surveyId } = manifest;
  await kiosk.knows(surveyId);
  const finOf = new Map<string, string>();
  for (let voters = 0; voters < VOTERS; voters += 1) {
    const fin = newFin();
    const tracker = parseTracker(await kiosk.cast(surveyId, fin, SOME_ANSWERS));
    if (tracker.ok) finOf.set(tracker.value, fin);
  }
  await kiosk.emptied();
  const { privateKey, box } = await secretsOf(manifest);
  const requests = noted.filter((request) => request.surveyId === surveyId);
  const sent = traffic
    .filter(({ url }) => url.endsWith(BALLOT_ROUTE))
    .map(({ body }) => JSON.parse(Buffer.from(body ?? []).toString()) as Ballot);
  const truth = new Map(
    sent.map(({ sealed }) => {
      const tracker = openBallot(sealed, manifest, box)?.tracker ?? '';
      return [finOf.get(tracker) ?? '', sealed] as const;
    }),
  );
  const voterOf = new Map([...truth].map(([fin, sealed]) => [sealed, fin]));
  const ballots = sent.map((ballot) => {
    const request = requests.find(({ fin }) => fin === voterOf.get(ballot.sealed));
    const { sealed, sig, rnd, kid } = ballot;
    const kept = request === undefined ? {} : (variant.keeps?.(request) ?? {});
    return { sealed, sig, fields: { rnd, kid, ...kept } };
  });
  return { evidence: { privateKey, requests, ballots }, truth, kiosk };
};

test('everything together does not link voters and ballots', async () => {
  const { evidence, truth, kiosk } = await gather({});
  expect(truth.size).toBe(VOTERS);
  const scores = runAttacks(evidence, truth);
  for (const [attack, share] of Object.entries(scores)) expect(share, attack).toBeLessThan(LINKED);
  expect(scores).toMatchObject({ byFactors: 0, byMoments: 0, bySharedValues: 0 });
  await kiosk.stop();
});

const SHORT = 8;
const BROKEN: readonly [string, Variant, AttackName][] = [
  [
    'a constant blinding factor',
    { random: withBytes(256, () => new Uint8Array(256).fill(66)) },
    'byFactors',
  ],
  [
    'a blinding factor of 64 bits',
    {
      random: withBytes(256, () => {
        const bytes = new Uint8Array(256);
        bytes.set(realRandom.bytes(SHORT), 256 - SHORT);
        return bytes;
      }),
    },
    'byFactors',
  ],
  // 27719 + 1 is the least common multiple of 2 to 11: every draw of the shuffle says "stay".
  [
    'ballots in the order in which people voted',
    { random: withBytes(4, () => Buffer.from([0, 0, 0x6c, 0x47])) },
    'byOrder',
  ],
  [
    'ballots with a moment',
    { keeps: ({ fields }) => ({ cast_at: Number(fields['castAt']) + 3 }) },
    'byMoments',
  ],
  [
    "ballots with the request's id",
    { keeps: ({ fields }) => ({ ref: String(fields['id']) }) },
    'bySharedValues',
  ],
];
test.each(BROKEN)('the attacks do catch %s', async (_name, variant, attack) => {
  const { evidence, truth, kiosk } = await gather(variant);
  expect(runAttacks(evidence, truth)[attack]).toBeGreaterThan(LINKED);
  await kiosk.stop();
});

test('ballots leave without cookie, signature, name or number of a kiosk, and each alone', async () => {
  const traffic: NetworkRequest[] = [];
  const kiosk = await centre.kiosk({
    network: (real) => ({
      send: (request) => {
        if (request.url.endsWith(BALLOT_ROUTE)) traffic.push(request);
        return real.send(request);
      },
    }),
  });
  const { surveyId } = await centre.open({ minBatch: 2 });
  await kiosk.knows(surveyId);
  for (let voters = 0; voters < 2; voters += 1) await kiosk.cast(surveyId, newFin(), SOME_ANSWERS);
  await kiosk.emptied();
  expect(traffic).toHaveLength(2);
  const kioskId = kiosk.store.data.device.get('device')?.enrolled?.kiosk ?? 'none';
  for (const { headers, body, alone } of traffic) {
    expect(alone).toBe(true);
    expect(Object.keys(headers).sort()).toEqual(['accept', 'content-type']);
    const text = Buffer.from(body ?? []).toString();
    expect(text).not.toContain(kioskId);
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual([
      'kid',
      'rnd',
      'sealed',
      'sig',
      'surveyId',
      'type',
      'v',
    ]);
  }
  expect(new Set(traffic.map(({ body }) => body?.length)).size).toBe(1);
  await kiosk.stop();
});

test('once the ballots are gone, so is the key under which they lay, in every file of the disk', async () => {
  const kiosk = await centre.kiosk();
  const { surveyId } = await centre.open({ minBatch: 2 });
  await kiosk.knows(surveyId);
  await kiosk.cast(surveyId, newFin(), SOME_ANSWERS);
  await eventually(() => kiosk.voting.waiting().ready === 1, 'the token');
  const keyFiles = [...kiosk.disk.content].filter(([path]) => path.endsWith('.votekey'));
  const [[, file] = []] = keyFiles;
  const key = Buffer.from(file?.bytes ?? []);
  expect(key.length).toBeGreaterThanOrEqual(32);
  expect(textOf(kiosk.disk).includes(key)).toBe(true); // the search can find
  await kiosk.cast(surveyId, newFin(), SOME_ANSWERS);
  await kiosk.emptied();
  await eventually(
    () => ![...kiosk.disk.content.keys()].some((path) => path.endsWith('.votekey')),
    'the key to go',
  );
  expect(textOf(kiosk.disk).includes(key)).toBe(false);
  await kiosk.stop();
});

test('every record of a vote has one size, a name that says nothing and no moment', async () => {
  const kiosk = await centre.kiosk();
  const { surveyId } = await centre.open({ minBatch: 50 });
  await kiosk.knows(surveyId);
  for (let voters = 0; voters < 3; voters += 1) await kiosk.cast(surveyId, newFin(), SOME_ANSWERS);
  await eventually(() => kiosk.voting.waiting().ready === 3, 'the tokens');
  await kiosk.cast(surveyId, newFin(), SOME_ANSWERS);
  const records = [...kiosk.store.data.votes.entries()];
  expect(new Set(records.map(([, { sealed }]) => sealed.length)).size).toBe(1);
  for (const [name, record] of records) {
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(Object.keys(record).sort()).toEqual(['key', 'sealed']);
  }
  await kiosk.stop();
});
