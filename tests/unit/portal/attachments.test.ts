import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AttachmentPart } from '../../../contract/attachment.ts';
import type { SentDocument } from '../../../contract/sent-documents.ts';
import type { BatchItem } from '../../../contract/sync-protocol.ts';
import { signIn } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent, createItem, sealText } from '../../support/portal/sample-application.ts';
import { toWord } from '../../support/receptions/reception-kiosk.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

const PART = 50;

describeOnEachEngine('papers that come in parts', (engine) => {
  let portal: TestPortal;
  let kiosk: KioskDouble;

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase() });
    kiosk = await enrolKiosk(portal, portal.enrolmentCode);
  }, 60_000);
  afterAll(() => portal.dispose());

  const describeFile = (bytes: Buffer, mediaType: SentDocument['mediaType']): SentDocument => ({
    fileId: randomUUID(),
    mediaType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('base64url'),
    pages: 1,
  });

  const partsOf = (
    bytes: Buffer,
    { fileId, mediaType, sha256 }: SentDocument,
    submissionId: string,
  ): AttachmentPart[] => {
    const count = Math.ceil(bytes.length / PART);
    return Array.from({ length: count }, (_, index) => ({
      ...({ v: 1, id: randomUUID(), kind: 'attachment', submissionId, fileId, mediaType } as const),
      ...{ bytes: bytes.length, sha256, index, count },
      data: bytes.subarray(index * PART, (index + 1) * PART).toString('base64'),
    }));
  };

  const toItem = async (part: AttachmentPart): Promise<BatchItem> => ({
    id: part.id,
    kind: 'attachment',
    savedAt: Date.now(),
    sealed: await sealText(JSON.stringify(part), part.id, kiosk.facts.sealingKey, {
      kind: 'attachment',
    }),
  });
  const sendItems = async (items: readonly BatchItem[]) =>
    (await kiosk.sendItems(items)).results.map((result) =>
      'code' in result ? result.code : result.status,
    );
  const send = async (parts: readonly AttachmentPart[]) =>
    sendItems(await Promise.all(parts.map(toItem)));

  /** A registered application that promises one file. */
  const promised = async (mediaType: SentDocument['mediaType'] = 'image/jpeg') => {
    const bytes = randomBytes(170);
    const file = describeFile(bytes, mediaType);
    const content = createContent({
      documents: [{ ...file, paperId: 'birth-certificate' }],
      missingPapers: [{ paperId: 'marriage-certificate', reason: 'not-needed' }],
      consent: { version: 1, language: 'az', at: Date.now() },
    });
    const { results } = await kiosk.sendItems([await createItem(content, kiosk.facts.sealingKey)]);
    expect(results).toMatchObject([{ status: 'accepted' }]);
    return { bytes, file, content, parts: partsOf(bytes, file, content.id) };
  };

  const atDesk = async (caseId: string) => {
    const desk = await signIn(portal.url, portal.desk.masalli);
    const detail = await desk.call('openCase', { params: { caseId } });
    const fetchFile = (fileId: string, cookie = desk.cookie) =>
      fetch(`${portal.url}/desk/api/cases/${caseId}/documents/${fileId}`, { headers: { cookie } });
    return { detail, fetchFile };
  };

  it('are put together in any order, shown with their paper, and served without rights', async () => {
    const { bytes, file, content, parts } = await promised();
    expect(await send([...parts].reverse())).toEqual(parts.map(() => 'accepted'));
    const { detail, fetchFile } = await atDesk(content.id);
    expect(detail.documents).toMatchObject([{ fileId: file.fileId, state: 'whole', bytes: 170 }]);
    expect(detail.documents[0]?.title?.en).toBe('The child’s birth certificate'.replace('’', "'"));
    expect(detail.missingPapers).toMatchObject([{ reason: 'not-needed' }]);
    expect(detail.consent).toMatchObject({ version: 1, language: 'az' });
    const answer = await fetchFile(file.fileId);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('content-disposition')).toContain('inline');
  });

  it('are only downloaded when they are PDFs', async () => {
    const { file, content, parts } = await promised('application/pdf');
    await send(parts);
    const answer = await (await atDesk(content.id)).fetchFile(file.fileId);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*\.pdf"$/u);
  });

  it('are marked while a part is missing, and go on where they stopped', async () => {
    const { file, content, parts } = await promised();
    // Sealed once, as on a kiosk's disk: the same bytes each time.
    const items = await Promise.all(parts.map(toItem));
    await sendItems(items.slice(0, 2));
    const before = await atDesk(content.id);
    expect(before.detail.documents).toMatchObject([{ state: 'coming' }]);
    expect((await before.fetchFile(file.fileId)).status).toBe(404);
    // What was taken is known, what was not is taken now.
    expect(await sendItems(items)).toEqual(['duplicate', 'duplicate', 'accepted', 'accepted']);
    expect((await atDesk(content.id)).detail.documents).toMatchObject([{ state: 'whole' }]);
  });

  it('are refused for a case that the portal does not have', async () => {
    const { bytes, file } = await promised();
    const parts = partsOf(bytes, { ...file, fileId: randomUUID() }, randomUUID());
    expect(await send(parts.slice(0, 1))).toEqual(['unknown_case']);
  });

  it('are damaged, and not shown, when the whole is not what was promised', async () => {
    const { file, content, parts } = await promised();
    const forged = parts.map((part, index) =>
      index === 1 ? { ...part, data: Buffer.alloc(PART, 7).toString('base64') } : part,
    );
    await send(forged);
    const { detail, fetchFile } = await atDesk(content.id);
    expect(detail.documents).toMatchObject([{ state: 'damaged' }]);
    expect((await fetchFile(file.fileId)).status).toBe(404);
  });

  it('cannot be swapped: the submission itself says which file with which hash it sent', async () => {
    const { content, file } = await promised();
    const other = randomBytes(170);
    const swapped = { ...describeFile(other, 'image/jpeg'), fileId: file.fileId };
    expect(await send(partsOf(other, swapped, content.id))).not.toContain('other_content');
    expect((await (await atDesk(content.id)).fetchFile(file.fileId)).status).toBe(404);
  });

  it('refuse a part that contradicts what came before, under another note', async () => {
    const { parts } = await promised();
    await send(parts.slice(0, 1));
    const [first] = parts;
    if (first === undefined) throw new Error('no parts');
    expect(await send([{ ...first, id: randomUUID() }])).toEqual(['other_content']);
    const longer = { ...first, id: randomUUID(), index: 1, count: 9 };
    expect(await send([longer])).toEqual(['other_content']);
  });

  it('are added to a case by a proven message, also when other parts stand before it in one batch', async () => {
    const { content, parts: sent } = await promised();
    const bytes = randomBytes(120);
    const later = { ...describeFile(bytes, 'image/jpeg'), paperId: 'marriage-certificate' };
    const messageId = randomUUID();
    const message = await toWord(kiosk, content, {
      id: messageId,
      act: 'add-document',
      documents: [later],
    });
    const added = await Promise.all(partsOf(bytes, later, messageId).map(toItem));
    const own = await Promise.all(sent.map(toItem));
    expect(new Set(await sendItems([...own, message, ...added]))).toEqual(new Set(['accepted']));
    // A cut line: the same bytes again are known, and nothing is there twice.
    expect(new Set(await sendItems([message, ...added]))).toEqual(new Set(['duplicate']));
    const { detail, fetchFile } = await atDesk(content.id);
    expect(detail.documents).toMatchObject([
      { state: 'whole' },
      { fileId: later.fileId, state: 'whole', addedAt: expect.any(Number) as number },
    ]);
    expect(detail.missingPapers).toEqual([]);
    expect(detail.timeline.map(({ status }) => status)).toEqual(['registered', 'papers_added']);
    const answer = await fetchFile(later.fileId);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('are not added by whoever has no receipt, and not under another list of files', async () => {
    const { content } = await promised();
    const bytes = randomBytes(60);
    const file = describeFile(bytes, 'image/jpeg');
    const guessed = { ...content.caseAccess, key: randomBytes(32).toString('base64url') };
    const forged = { id: randomUUID(), act: 'add-document' as const, documents: [file] };
    const unproven = await toWord(kiosk, { ...content, caseAccess: guessed }, forged);
    const parts = await Promise.all(partsOf(bytes, file, forged.id).map(toItem));
    expect(new Set(await sendItems([unproven, ...parts]))).toEqual(new Set(['unknown_case']));
    const without = await toWord(kiosk, content, { act: 'add-document' });
    const withWords = await toWord(kiosk, content, { act: 'reply', text: 'x', documents: [file] });
    expect(await sendItems([without, withWords])).toEqual(['bad_content', 'bad_content']);
    // The file's parts name a message that is there, which does not name the file.
    const messageId = randomUUID();
    const honest = { id: messageId, act: 'add-document' as const, documents: [file] };
    const other = describeFile(bytes, 'image/jpeg');
    const foreign = await Promise.all(partsOf(bytes, other, messageId).map(toItem));
    await sendItems([await toWord(kiosk, content, honest), ...foreign]);
    const { detail, fetchFile } = await atDesk(content.id);
    expect(detail.documents.map(({ fileId }) => fileId)).not.toContain(other.fileId);
    expect((await fetchFile(other.fileId)).status).toBe(404);
  });

  it('are seen by the case’s own authority alone', async () => {
    const { file, content, parts } = await promised();
    await send(parts);
    const { fetchFile } = await atDesk(content.id);
    const stranger = await signIn(portal.url, portal.desk.quba);
    const operator = await signIn(portal.url, portal.desk.operator);
    expect((await fetchFile(file.fileId, stranger.cookie)).status).toBe(404);
    expect((await fetchFile(file.fileId, operator.cookie)).status).toBe(403);
    expect((await fetchFile(file.fileId, '')).status).toBe(401);
    expect((await fetchFile('../../etc/passwd')).status).toBe(404);
  });

  it('stay sealed in the database', async () => {
    const { content, parts, bytes } = await promised();
    await send(parts);
    const rows = await portal.portal.context.db
      .selectFrom('attachment_parts')
      .innerJoin('attachments', 'attachments.file_id', 'attachment_parts.file_id')
      .selectAll()
      .where('submission_id', '=', content.id)
      .execute();
    const dump = JSON.stringify(rows);
    expect(rows).toHaveLength(4);
    for (const secret of [bytes.subarray(0, 30).toString('base64').slice(0, 36), parts[0]?.sha256])
      expect(dump).not.toContain(secret);
  });
});
