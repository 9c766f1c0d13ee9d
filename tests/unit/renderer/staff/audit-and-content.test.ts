// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditView } from '../../../../contract/audit.ts';
import type { ContentView } from '../../../../contract/content-views.ts';
import { ok } from '../../../../contract/result.ts';
import { createFakeStaffKiosk } from '../../../support/renderer/fake-staff.ts';
import { mountStaff, signIn, type MountedStaff } from './mount-staff.ts';

let staff: MountedStaff;
afterEach(() => staff.unmount());

/** A kiosk that answers one question of staff's pages beside the usual ones. */
const openPage = async (method: string, answer: unknown, page: string): Promise<void> => {
  const fake = createFakeStaffKiosk();
  staff = await mountStaff({
    ...fake,
    call: async (asked, input) => (asked === method ? ok(answer) : await fake.call(asked, input)),
  });
  await signIn(staff, 'technician');
  await staff.tap('More');
  await staff.tap(page);
};

const audit: AuditView = { check: { ok: true, lines: 12 }, lines: [], more: false };
const notice = (): Element | null => document.querySelector('main .notice');

describe('the audit', () => {
  it('warns while the portal has not compared it, and tells nobody how to cut it', async () => {
    await openPage('audit.view', audit, 'Audit');
    expect(notice()?.className).toContain('notice-warning');
    expect(notice()?.textContent).toContain('was not compared with the portal yet');
    expect(notice()?.textContent).not.toMatch(/cut|noticed/u);
  });

  it('says that all is well once the portal has seen it', async () => {
    await openPage('audit.view', { ...audit, anchored: { seq: 9, at: 0 } }, 'Audit');
    expect(notice()?.className).toContain('notice-success');
    expect(notice()?.textContent).toContain('Compared with the portal up to line 9');
  });
});

const content: ContentView = {
  packs: [
    {
      kind: 'information',
      id: 'about-kiosk',
      title: { az: 'Bu köşk', ru: 'Об этом киоске', en: 'About this kiosk' },
    },
    { kind: 'authorities', id: '87' },
    { kind: 'calendar', id: '2025–2028', version: 1 },
    { kind: 'consent', id: 'consent' },
  ],
  leftOut: [],
};

describe('the content', () => {
  it('is called by its titles, with the name of its file behind', async () => {
    await openPage('content.view', content, 'Content');
    const packs = [...document.querySelectorAll('.pack')].map((pack) =>
      pack.textContent.replaceAll(/\s+/gu, ' ').trim(),
    );
    expect(packs).toEqual([
      'Information About this kiosk about-kiosk',
      'Authorities Districts and cities: 87',
      'Calendar 2025–2028 version 1',
      'Consent sheet',
    ]);
  });
});
