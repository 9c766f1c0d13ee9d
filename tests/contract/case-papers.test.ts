import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENT_LIMITS } from '../../contract/documents.ts';
import { jpeg } from '../support/core/papers.ts';
import { layCable, type Cable } from '../support/journeys/cable.ts';
import { signIn, type DeskClient } from '../support/portal/desk-client.ts';
import { beginAt, startRealKiosk, type RealScreen } from '../support/portal/real-kiosk.ts';
import { applyAt, untilCase } from '../support/portal/real-kiosk-cases.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

const WAIT = { timeout: 20_000, interval: 100 };

let portal: TestPortal;
let cable: Cable;
let official: DeskClient;
beforeAll(async () => {
  portal = await startTestPortal();
  cable = await layCable(portal.url);
  official = await signIn(portal.url, portal.desk.masalli);
}, 60_000);
afterAll(async () => {
  await cable.close();
  await portal.dispose();
});

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  cable.mend();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const startKiosk = async (): Promise<RealScreen> => {
  const kiosk = await startRealKiosk({ portal, portalConfig: { url: cable.url } });
  cleanUps.push(kiosk.dispose);
  return beginAt(kiosk);
};

const addPage = async (
  { ask }: RealScreen,
  applicationId: string,
  page: Buffer,
  paperId?: string,
): Promise<void> => {
  const place = { applicationId, ...(paperId !== undefined && { paperId }) };
  await ask('documents.beginPage', { ...place, bytes: page.length });
  for (let at = 0; at < page.length; at += DOCUMENT_LIMITS.uploadPart) {
    const data = page.subarray(at, at + DOCUMENT_LIMITS.uploadPart).toString('base64');
    await ask('documents.addPart', { data });
  }
  await ask('documents.endPage', {});
};

const fileOf = async (caseId: string, fileId: string): Promise<Buffer> => {
  const answer = await fetch(`${portal.url}/desk/api/cases/${caseId}/documents/${fileId}`, {
    headers: { cookie: official.cookie },
  });
  return Buffer.from(await answer.arrayBuffer());
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('papers that are added to a case', () => {
  it('are saved without a network and reach the desk once, from a kiosk that did not send the case', async () => {
    const { applicationId: caseId, reference, code } = await applyAt(await startKiosk());
    const kiosk = await startKiosk();
    await expect
      .poll(async () => (await kiosk.call('cases.open', { reference, code })).ok, WAIT)
      .toBe(true);
    await official.call('askCitizen', {
      params: { caseId },
      body: { rev: 1, text: 'Şəhadətnamənin surətini göndərin', days: 10 },
    });
    await untilCase(kiosk, reference, ({ waitsFor }) => waitsFor?.who === 'citizen');

    cable.cut();
    await expect.poll(async () => (await kiosk.ask('kiosk.status', {})).online, WAIT).toBe(false);
    const { applicationId, papers } = await kiosk.ask('cases.beginPapers', { reference });
    const [listed] = papers;
    // Of several parts, and one more that belongs to no paper of the list.
    const [certificate, other] = [jpeg(300_000), jpeg(5_000)];
    await addPage(kiosk, applicationId, certificate, listed?.id);
    await addPage(kiosk, applicationId, other);
    expect((await kiosk.ask('cases.beginPapers', { reference })).applicationId).toBe(applicationId);
    // Two taps at the same moment are one.
    const [saved] = await Promise.all([
      kiosk.ask('cases.sendPapers', { applicationId }),
      kiosk.ask('cases.sendPapers', { applicationId }),
    ]);
    expect(saved.messages.at(-1)).toMatchObject({
      act: 'add-document',
      pages: 2,
      delivery: 'saved',
    });

    // What the portal has taken and could not say is offered again, and is not there twice.
    cable.loseAnswers();
    await cable.nextRequest();
    await new Promise((resolve) => setTimeout(resolve, 500));
    cable.mend();
    const sent = await untilCase(
      kiosk,
      reference,
      ({ messages }) => messages.at(-1)?.delivery === 'received',
    );
    expect(sent.timeline.map(({ status }) => status)).toEqual([
      'registered',
      'info_asked',
      'papers_added',
    ]);
    expect(sent.waitsFor).toMatchObject({ who: 'authority' });
    expect(sent.messages.filter(({ act }) => act === 'add-document')).toHaveLength(1);

    const detail = await official.call('openCase', { params: { caseId } });
    expect(detail).toMatchObject({ unanswered: 1, waitsForCitizen: false });
    expect(detail.messages.at(-1)).toMatchObject({ act: 'add-document', pages: 2 });
    expect(detail.timeline.at(-1)).toMatchObject({ status: 'papers_added' });
    expect(detail.documents).toMatchObject([
      { state: 'whole', bytes: certificate.length, title: { az: listed?.title.az } },
      { state: 'whole', bytes: other.length },
    ]);
    expect(detail.documents.every(({ addedAt }) => addedAt !== undefined)).toBe(true);
    expect(detail.missingPapers.map(({ paperId }) => paperId)).not.toContain(listed?.id);
    const [first] = detail.documents;
    expect(sha256(await fileOf(caseId, first?.fileId ?? ''))).toBe(sha256(certificate));
  }, 60_000);

  it('follow an application that is not sent yet', async () => {
    const kiosk = await startKiosk();
    cable.cut();
    // All of it goes in one batch, with papers of the application itself.
    const {
      applicationId: caseId,
      reference,
      code,
    } = await applyAt(kiosk, (id) => addPage(kiosk, id, jpeg()));
    expect((await kiosk.ask('cases.open', { reference, code })).acts).toEqual(['add-document']);
    const { applicationId } = await kiosk.ask('cases.beginPapers', { reference });
    await addPage(kiosk, applicationId, jpeg());
    await kiosk.ask('cases.sendPapers', { applicationId });
    cable.mend();
    await untilCase(kiosk, reference, ({ messages }) => messages.at(-1)?.delivery === 'received');
    const detail = await official.call('openCase', { params: { caseId } });
    expect(detail.documents.map(({ state, addedAt }) => [state, addedAt !== undefined])).toEqual([
      ['whole', false],
      ['whole', true],
    ]);
  }, 60_000);

  it('need an opened case that takes them, and at least one page', async () => {
    const kiosk = await startKiosk();
    const { reference, code } = await applyAt(kiosk);
    const stranger = await startKiosk();
    expect(await stranger.call('cases.beginPapers', { reference })).toMatchObject({
      error: { code: 'not_found' },
    });
    await kiosk.ask('cases.open', { reference, code });
    const { applicationId } = await kiosk.ask('cases.beginPapers', { reference });
    expect(await kiosk.call('cases.sendPapers', { applicationId })).toMatchObject({
      error: { code: 'bad_input', fields: [{ field: 'documents', rule: 'required' }] },
    });
    // Another session cannot send, see or change what is being added here.
    expect(await stranger.call('cases.sendPapers', { applicationId })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await stranger.call('documents.list', { applicationId })).toMatchObject({
      error: { code: 'not_found' },
    });
    await addPage(kiosk, applicationId, jpeg());
    await untilCase(kiosk, reference, ({ acts }) => acts.includes('withdraw'));
    await kiosk.ask('cases.send', { reference, act: 'withdraw', text: '' });
    expect(await kiosk.call('cases.sendPapers', { applicationId })).toMatchObject({
      error: { code: 'case_closed' },
    });
  }, 60_000);
});
