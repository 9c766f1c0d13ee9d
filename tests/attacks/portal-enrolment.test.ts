import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RECEIPT_ALPHABET } from '../../contract/domain/receipt-code.ts';
import { enrolmentCodeSchema } from '../../contract/sync-protocol.ts';
import * as v from 'valibot';
import { describeOnEachEngine } from '../support/portal/engines.ts';
import {
  createDeviceKey,
  enrolKiosk,
  postEnrolment,
  problemOf,
  type Answer,
} from '../support/portal/kiosk-double.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';

const MINUTE = 60_000;
const outcome = (answer: Answer): [number, string] => [answer.status, problemOf(answer)];
const REFUSED = [403, 'enrolment-refused'];

describeOnEachEngine('attacks on enrolment', (engine) => {
  const clock = createMovableClock();
  let portal: TestPortal;
  const attempt = async (code: string): Promise<Answer> =>
    postEnrolment(portal.url, code, await createDeviceKey());

  /** Another code with the same first characters. */
  const wrongLike = (code: string): string => {
    const last = RECEIPT_ALPHABET.indexOf(code.slice(-1));
    return code.slice(0, -1) + RECEIPT_ALPHABET.charAt((last + 1) % RECEIPT_ALPHABET.length);
  };

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase(), ports: { clock } });
  }, 60_000);
  afterAll(() => portal.dispose());

  it('makes codes of the agreed alphabet and keeps only a keyed hash', async () => {
    const code = await portal.newEnrolmentCode();
    expect(v.is(enrolmentCodeSchema, code)).toBe(true);
    const rows = await portal.portal.context.db.selectFrom('enrolment_codes').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code.slice(4));
  });

  it('refuses a code that was used by another device', async () => {
    const code = await portal.newEnrolmentCode();
    await enrolKiosk(portal, code);
    expect(outcome(await attempt(code))).toEqual(REFUSED);
  });

  it('answers the same device again whose answer was lost, with the same identity', async () => {
    const code = await portal.newEnrolmentCode();
    const device = await createDeviceKey();
    const first = await enrolKiosk(portal, code, device);
    const second = await enrolKiosk(portal, code, device);
    expect(second.id).toBe(first.id);
  });

  it('refuses a code after 15 minutes', async () => {
    const code = await portal.newEnrolmentCode();
    clock.advance(15 * MINUTE);
    expect(outcome(await attempt(code))).toEqual(REFUSED);
  });

  it('burns a code after ten wrong guesses, and answers them as it answers an unknown code', async () => {
    const code = await portal.newEnrolmentCode();
    const unknown = await attempt('2'.repeat(12));
    for (let times = 0; times < 10; times += 1) {
      const guess = await attempt(wrongLike(code));
      expect([guess.status, guess.body]).toEqual([unknown.status, unknown.body]);
    }
    expect(outcome(await attempt(code))).toEqual(REFUSED);
  });

  it('lets guesses at one code not burn another', async () => {
    const [guessed, other] = [await portal.newEnrolmentCode(), await portal.newEnrolmentCode()];
    for (let times = 0; times < 12; times += 1) await attempt(wrongLike(guessed));
    await expect(enrolKiosk(portal, other)).resolves.toBeDefined();
  });

  it('gives a code to one of many devices that try it at the same moment', async () => {
    const code = await portal.newEnrolmentCode();
    const answers = await Promise.all(Array.from({ length: 8 }, () => attempt(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { db } = portal.portal.context;
    const { used_by: kioskId } = await db
      .selectFrom('enrolment_codes')
      .select('used_by')
      .where('selector', '=', code.slice(0, 4))
      .executeTakeFirstOrThrow();
    expect(kioskId).not.toBeNull();
  });

  it('refuses a device key that another kiosk has', async () => {
    const device = await createDeviceKey();
    await enrolKiosk(portal, await portal.newEnrolmentCode(), device);
    const answer = await postEnrolment(portal.url, await portal.newEnrolmentCode(), device);
    expect(outcome(answer)).toEqual(REFUSED);
  });

  it('refuses a request that was not signed by the key it brings', async () => {
    const [own, other] = [await createDeviceKey(), await createDeviceKey()];
    const answer = await postEnrolment(portal.url, await portal.newEnrolmentCode(), {
      privateKey: own.privateKey,
      publicJwk: other.publicJwk,
    });
    expect(outcome(answer)).toEqual([400, 'bad-message']);
  });

  it('refuses a key under another name, off the curve, or of another curve', async () => {
    const device = await createDeviceKey();
    const code = await portal.newEnrolmentCode();
    const { publicJwk } = device;
    const offCurve = { ...publicJwk, y: 'A'.repeat(43) };
    const keys = [
      { ...publicJwk, kid: 'A'.repeat(43) },
      { ...offCurve, kid: await calculateJwkThumbprint(offCurve) },
      { ...publicJwk, crv: 'P-384' },
    ];
    for (const deviceKey of keys) {
      const answer = await postEnrolment(portal.url, code, device, { deviceKey });
      expect(outcome(answer)).toEqual([400, 'bad-message']);
    }
  });

  it('slows down an address that tries many codes', async () => {
    const strict = await startTestPortal({
      databaseUrl: await engine.newDatabase(),
      ports: { clock },
      limits: { enrolments: { burst: 5, refillMs: 5_000 } },
    });
    const device = await createDeviceKey();
    const statuses = [];
    for (let times = 0; times < 6; times += 1)
      statuses.push((await postEnrolment(strict.url, '2'.repeat(12), device)).status);
    await strict.dispose();
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  });
});
