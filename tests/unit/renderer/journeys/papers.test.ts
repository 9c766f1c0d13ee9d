// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentsView } from '../../../../contract/documents.ts';
import { ok } from '../../../../contract/result.ts';
import { createFakeKiosk } from '../../../support/renderer/fake-kiosk.ts';
import { nameChangeService } from '../../../support/renderer/name-change-service.ts';
import { fillForm, mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

const { passport } = nameChangeService;
const [paper] = passport.papers;
if (paper === undefined) throw new Error('the service asks for no papers any more');
const service = {
  ...nameChangeService,
  passport: { ...passport, papers: [{ ...paper, attach: 'later' as const }] },
};

let kiosk: MountedKiosk;
let view: DocumentsView;
beforeEach(async () => {
  view = { files: [], reasons: {}, left: { files: 20, bytes: 1e7 } };
  const more = {
    'documents.sources': () => ok({ camera: false, folders: [] }),
    'documents.list': () => ok(view),
    'documents.explain': ({ paperId, reason }: { paperId: string; reason: string | null }) => {
      view = { ...view, reasons: { [paperId]: reason } } as DocumentsView;
      return ok(view);
    },
  };
  kiosk = await mountKiosk(createFakeKiosk({ services: [service], more }));
  await fillForm(kiosk);
  await kiosk.tap('Add documents');
});
afterEach(() => kiosk.unmount());

const chosen = (): string | undefined =>
  document.querySelector<HTMLInputElement>('.reasons input:checked')?.value;

describe('why a paper is not added', () => {
  it('is kept when the person says it', async () => {
    expect(chosen()).toBe('not-here');
    await kiosk.choose('I will bring it later');
    expect(chosen()).toBe('not-yet');
    expect(view.reasons).toEqual({ [paper.id]: 'not-yet' });
  });

  it('is told as not kept when that fails, and the mark stays where it was', async () => {
    kiosk.fake.failNext('documents.explain', 'not_found');
    await kiosk.choose('I will bring it later');
    expect(document.querySelector('[role="alert"]')).not.toBeNull();
    expect(chosen()).toBe('not-here');
    await kiosk.choose('I will bring it later');
    expect(document.querySelector('[role="alert"]')).toBeNull();
    expect(chosen()).toBe('not-yet');
  });
});
