import { describe, expect, it } from 'vitest';
import { DOCUMENT_LIMITS } from '../../../contract/documents.ts';
import { createTestCore, type Screen } from '../../support/core/create-test-core.ts';
import { createMemoryFolders } from '../../support/core/memory-folders.ts';
import { jpeg, pdf, png } from '../../support/core/papers.ts';
import { packFiles, PACKS_FOLDER, TREE_SERVICE } from '../../support/core/test-packs.ts';

const words = { az: 'Photo', ru: 'Photo', en: 'Photo' };
const provenance = { status: 'unverified' } as const;
const WITH_PAPERS = {
  ...TREE_SERVICE,
  passport: {
    ...TREE_SERVICE.passport,
    papers: [
      { id: 'photo-of-tree', title: words, provenance },
      { id: 'land-title', title: words, provenance },
    ],
  },
};
const packs = (): Record<string, string> => ({
  ...packFiles(),
  [`${PACKS_FOLDER}/services/tree-felling.json`]: JSON.stringify(WITH_PAPERS),
});

const config = {
  documents: {
    folders: [
      { id: 'stick', kind: 'stick', path: '/media/stick' },
      { id: 'scanner', kind: 'scanner', path: '/scans' },
    ],
  },
};

const begun = async (content: Record<string, Uint8Array> = {}) => {
  const folders = createMemoryFolders(content);
  const kiosk = await createTestCore({ packs: packs(), config, folders });
  await kiosk.enrolled();
  const screen = kiosk.screen();
  await screen.ask('session.begin', { language: 'az' });
  const { applicationId } = await screen.ask('applications.start', { serviceId: TREE_SERVICE.id });
  return { kiosk, screen, applicationId, folders };
};

/** As the screen sends a page: in parts. */
const sendPage = async (
  screen: Screen,
  applicationId: string,
  page: Buffer,
  more: { paperId?: string; replaces?: string } = {},
) => {
  const begin = { applicationId, bytes: page.length, ...more };
  const begunPage = await screen.call('documents.beginPage', begin);
  if (!begunPage.ok) return begunPage;
  for (let at = 0; at < page.length; at += DOCUMENT_LIMITS.uploadPart) {
    const data = page.subarray(at, at + DOCUMENT_LIMITS.uploadPart).toString('base64');
    await screen.ask('documents.addPart', { data });
  }
  return screen.call('documents.endPage', {});
};

const refusedAs = (rule: string) => ({
  ok: false,
  error: { code: 'file_refused', fields: [{ field: 'file', rule }] },
});

const firstFile = async (screen: Screen) => {
  const [file] = await screen.ask('documents.files', { sourceId: 'stick' });
  return file?.key ?? '';
};

describe('pages from the camera', () => {
  it('come in parts and are listed with their paper', async () => {
    const { screen, applicationId } = await begun();
    const page = jpeg(100_000);
    const added = await sendPage(screen, applicationId, page, { paperId: 'photo-of-tree' });
    expect(added).toMatchObject({
      ok: true,
      value: { files: [{ paperId: 'photo-of-tree', mediaType: 'image/jpeg', bytes: 100_000 }] },
    });
  });

  it('are put in the place of the one they replace, and can be removed', async () => {
    const { screen, applicationId } = await begun();
    await sendPage(screen, applicationId, jpeg(1_000));
    await sendPage(screen, applicationId, jpeg(2_000));
    const before = await screen.ask('documents.list', { applicationId });
    const replaces = before.files[0]?.id ?? '';
    await sendPage(screen, applicationId, jpeg(3_000), { replaces });
    const after = await screen.ask('documents.list', { applicationId });
    expect(after.files.map(({ bytes }) => bytes)).toEqual([3_000, 2_000]);
    const fileId = after.files[0]?.id ?? '';
    const left = await screen.ask('documents.remove', { applicationId, fileId });
    expect(left.files.map(({ bytes }) => bytes)).toEqual([2_000]);
  });

  it('must be what the screen makes: a whole JPEG of the size that was announced', async () => {
    const { screen, applicationId } = await begun();
    expect(await sendPage(screen, applicationId, png())).toEqual(refusedAs('file_type'));
    expect(await sendPage(screen, applicationId, Buffer.from('<html>'))).toEqual(
      refusedAs('file_type'),
    );
    await screen.ask('documents.beginPage', { applicationId, bytes: 100 });
    await screen.ask('documents.addPart', { data: jpeg(60).toString('base64') });
    expect(await screen.call('documents.endPage', {})).toEqual(refusedAs('picture_damaged'));
    await screen.ask('documents.beginPage', { applicationId, bytes: 100 });
    expect(await screen.call('documents.addPart', { data: jpeg(999).toString('base64') })).toEqual(
      refusedAs('file_large'),
    );
    expect(await screen.call('documents.endPage', {})).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('are refused when the application or the session is full', async () => {
    const { kiosk, screen, applicationId } = await begun();
    for (let page = 0; page < DOCUMENT_LIMITS.applicationFiles; page += 1) {
      await sendPage(screen, applicationId, jpeg(100));
      kiosk.clock.advance(1_000);
    }
    expect(await sendPage(screen, applicationId, jpeg(100))).toEqual(refusedAs('application_full'));
  });

  it('belong to a paper of the form or to none, and to an application of this session', async () => {
    const { screen, applicationId } = await begun();
    const notFound = { error: { code: 'not_found' } };
    expect(
      await sendPage(screen, applicationId, jpeg(), { paperId: 'someone-elses' }),
    ).toMatchObject(notFound);
    const other = '01936000-0000-7000-8000-ffffffffffff';
    expect(await sendPage(screen, other, jpeg())).toMatchObject(notFound);
  });

  it('are gone with the session', async () => {
    const { screen, applicationId } = await begun();
    await sendPage(screen, applicationId, jpeg());
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'az' });
    expect(await screen.call('documents.list', { applicationId })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});

describe('files from a stick', () => {
  it('are listed by name, pictures and PDFs only, and read in parts', async () => {
    const photo = jpeg(900_000);
    const { screen } = await begun({
      '/media/stick/photo.JPG': photo,
      '/media/stick/notes.txt': Buffer.from('x'),
      '/scans/other.jpg': jpeg(),
    });
    const files = await screen.ask('documents.files', { sourceId: 'stick' });
    expect(files).toMatchObject([{ name: 'photo.JPG', bytes: 900_000, looksLike: 'picture' }]);
    const key = files[0]?.key ?? '';
    expect(await screen.ask('documents.openFile', { key })).toEqual({
      mediaType: 'image/jpeg',
      bytes: 900_000,
    });
    const parts: Buffer[] = [];
    for (let offset = 0; offset < photo.length; offset = Buffer.concat(parts).length) {
      const { data } = await screen.ask('documents.readOpened', { offset });
      parts.push(Buffer.from(data, 'base64'));
    }
    expect(Buffer.concat(parts).equals(photo)).toBe(true);
  });

  it('are kept as they are when they are PDFs', async () => {
    const { screen, applicationId } = await begun({ '/media/stick/a.pdf': pdf({ pages: 2 }) });
    await screen.ask('documents.openFile', { key: await firstFile(screen) });
    const kept = await screen.ask('documents.keepOpened', { applicationId, paperId: 'land-title' });
    expect(kept.files).toMatchObject([
      { paperId: 'land-title', mediaType: 'application/pdf', pages: 2 },
    ]);
    // Once: the file is not held any more.
    expect(await screen.call('documents.keepOpened', { applicationId })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('are refused with a reason: a text named .jpg, a scan of 50 MB, a hostile PDF', async () => {
    const { screen, folders } = await begun({ '/media/stick/a.jpg': Buffer.from('not a photo') });
    expect(await screen.call('documents.openFile', { key: await firstFile(screen) })).toEqual(
      refusedAs('file_type'),
    );
    folders.files.set('/media/stick/a.jpg', Buffer.alloc(50 * 1024 * 1024));
    expect(await screen.call('documents.openFile', { key: await firstFile(screen) })).toEqual(
      refusedAs('file_large'),
    );
    folders.files.set('/media/stick/a.jpg', pdf({ objects: ['<< /S /JavaScript >>'] }));
    expect(await screen.call('documents.openFile', { key: await firstFile(screen) })).toEqual(
      refusedAs('pdf_active'),
    );
  });

  it('answer a code when the stick is pulled out, before or after the list', async () => {
    const { screen, folders } = await begun({ '/media/stick/a.jpg': jpeg() });
    const key = await firstFile(screen);
    folders.pullOut();
    const noMedium = { ok: false, error: { code: 'no_medium' } };
    expect(await screen.call('documents.openFile', { key })).toEqual(noMedium);
    expect(await screen.call('documents.files', { sourceId: 'stick' })).toEqual(noMedium);
  });

  it('are reached by keys of this session alone, never by names', async () => {
    const { screen } = await begun({ '/media/stick/a.jpg': jpeg() });
    for (const key of ['a.jpg', '../stick/a.jpg', '/media/stick/a.jpg'])
      expect(await screen.call('documents.openFile', { key })).toMatchObject({
        error: { code: 'not_found' },
      });
    const key = await firstFile(screen);
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'az' });
    expect(await screen.call('documents.openFile', { key })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('come only from folders that the configuration names', async () => {
    const { screen } = await begun();
    expect(await screen.call('documents.files', { sourceId: 'etc' })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await screen.ask('documents.sources', {})).toEqual({
      camera: true,
      folders: [
        { id: 'stick', kind: 'stick' },
        { id: 'scanner', kind: 'scanner' },
      ],
    });
  });
});

describe('papers that are missing', () => {
  it('have a reason until they are added', async () => {
    const { screen, applicationId } = await begun();
    const paperId = 'land-title';
    const explained = await screen.ask('documents.explain', {
      applicationId,
      paperId,
      reason: 'not-yet',
    });
    expect(explained.reasons).toEqual({ 'land-title': 'not-yet' });
    await sendPage(screen, applicationId, jpeg(), { paperId });
    const { reasons } = await screen.ask('documents.list', { applicationId });
    expect(reasons).toEqual({});
  });

  it('take no reason for a paper that the form does not name', async () => {
    const { screen, applicationId } = await begun();
    expect(
      await screen.call('documents.explain', { applicationId, paperId: 'x', reason: 'not-yet' }),
    ).toMatchObject({ error: { code: 'not_found' } });
  });
});
