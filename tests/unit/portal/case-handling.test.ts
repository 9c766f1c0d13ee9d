import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmissionContent } from '../../../contract/sync-protocol.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { enrolKiosk, openCaseState, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent } from '../../support/portal/sample-application.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';

const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60_000;

const clock = createMovableClock(MONDAY);
let portal: TestPortal;
let kiosk: KioskDouble;
let official: DeskClient;

beforeAll(async () => {
  portal = await startTestPortal({ ports: { clock } });
  kiosk = await enrolKiosk(portal, portal.enrolmentCode);
  official = await signIn(portal.url, portal.desk.masalli);
}, 60_000);
afterAll(() => portal.dispose());

const submit = async (): Promise<SubmissionContent> => {
  const content = createContent();
  await kiosk.send([content]);
  return content;
};
const stateOf = async ({ caseAccess: { lookupId, key } }: SubmissionContent) => {
  const envelope = await kiosk.lookUp(lookupId);
  if (envelope === null) throw new Error('no case');
  return (await openCaseState(envelope, key)).state;
};

describe('more time', () => {
  it('is 30 working days from registration, once, and the citizen reads why', async () => {
    const content = await submit();
    const target = { params: { caseId: content.id } };
    const extended = await official.call('extendCase', {
      ...target,
      body: { rev: 1, text: 'Əlavə yoxlama aparılır' },
    });
    // Golden date of the statute's 30 working days, holidays and New Year within.
    expect(extended).toMatchObject({ answerBy: '2027-01-07', status: 'considering' });
    expect((await stateOf(content)).timeline.at(-1)).toMatchObject({
      status: 'extended',
      text: 'Əlavə yoxlama aparılır',
      until: '2027-01-07',
    });
    const again = await official.send('extendCase', { ...target, body: { rev: 2, text: 'Yenə' } });
    expect(again.status).toBe(403);
  });

  it('is at most 30 working days while something is asked of the citizen', async () => {
    const content = await submit();
    const asked = await official.call('askCitizen', {
      params: { caseId: content.id },
      body: { rev: 1, text: 'Surəti göndərin', days: 30 },
    });
    expect(asked).toMatchObject({ waitsForCitizen: true, daysToAdd: 0 });
    expect(asked.allowed).not.toContain('ask');
    expect((await stateOf(content)).waitsFor).toEqual({ who: 'citizen', until: asked.answerBy });
  });
});

describe('forwarding', () => {
  it('ends with the third working day, and never goes to the own authority', async () => {
    const content = await submit();
    const target = { params: { caseId: content.id } };
    const body = { rev: 1, text: 'Başqa orqan', authorityId: 'az-mas' };
    expect((await official.send('forwardCase', { ...target, body })).status).toBe(400);
    clock.advance(3 * DAY);
    official = await signIn(portal.url, portal.desk.masalli);
    expect((await official.call('openCase', target)).allowed).toContain('forward');
    clock.advance(DAY);
    official = await signIn(portal.url, portal.desk.masalli);
    const late = { ...body, authorityId: 'az-qba' };
    expect((await official.send('forwardCase', { ...target, body: late })).status).toBe(403);
  });
});

describe('prepared answers', () => {
  it('are kept per authority in three languages', async () => {
    const text = { az: 'Təmin edilir', ru: 'Удовлетворено', en: 'Granted' };
    const { templateId } = await official.call('addTemplate', { body: { title: 'Bəli', text } });
    const quba = await signIn(portal.url, portal.desk.quba);
    expect((await quba.call('listTemplates')).templates).toEqual([]);
    const theft = { params: { templateId }, body: { title: 'Yox', text } };
    expect((await quba.send('changeTemplate', theft)).status).toBe(404);
    await official.call('changeTemplate', theft);
    expect((await official.call('listTemplates')).templates).toMatchObject([
      { title: 'Yox', text },
    ]);
    await official.send('removeTemplate', { params: { templateId } });
    expect((await official.call('listTemplates')).templates).toEqual([]);
  });

  it('need all three languages', async () => {
    const text = { az: 'Təmin edilir', ru: '', en: 'Granted' };
    expect((await official.send('addTemplate', { body: { title: 'Bəli', text } })).status).toBe(
      400,
    );
  });
});

describe('a kiosk that guesses', () => {
  it('gets nobody in with 200 tries a minute, is locked over restarts of its own, and is reported', async () => {
    const content = await submit();
    const guess = () => kiosk.lookUp(randomBytes(16).toString('base64url'));
    const results = [];
    for (let tries = 0; tries < 200; tries += 1) {
      clock.advance(MINUTE / 200);
      results.push(await guess().catch(() => 'refused'));
    }
    expect(results.filter((result) => result === null)).toHaveLength(20);
    expect(results.slice(20)).toEqual(Array(180).fill('refused'));
    // A right look-up from that kiosk is refused alike: nothing tells what exists.
    await expect(kiosk.lookUp(content.caseAccess.lookupId)).rejects.toThrow();
    const operator = await signIn(portal.url, portal.desk.operator);
    const { kiosks } = await operator.call('listKiosks');
    expect(kiosks.flatMap(({ alarms }) => alarms.map(({ kind }) => kind))).toContain('guessing');
    clock.advance(11 * MINUTE);
    expect(await kiosk.lookUp(content.caseAccess.lookupId)).not.toBeNull();
  });
});
