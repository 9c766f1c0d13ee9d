// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from 'vue';
import { createMemoryHistory, type Router } from 'vue-router';
import { DESK_IDLE } from '../../../portal/desk-api.ts';
import { createDeskApp } from '../../../portal/desk/create-desk-app.ts';
import { createDeskRouter } from '../../../portal/desk/router.ts';
import {
  aygun,
  CASE_ID,
  createDeskDouble,
  decided,
  detail,
  elchin,
  operator,
  problem,
  summary,
  UNREACHABLE,
  type DeskDouble,
} from './desk-double.ts';

const counts = {
  open: 1,
  late: 0,
  considering: 0,
  answered: 0,
  declined: 0,
  messages: 0,
  withdrawn: 0,
  all: 1,
};
const list = { cases: [summary], page: 1, pages: 1, counts, today: '2026-11-23' };
const NEVER = problem('signed-out');

let portal: DeskDouble;
let app: App;
let router: Router;
let memory: Map<string, string>;

const open = async (path: string): Promise<void> => {
  router = createDeskRouter(createMemoryHistory());
  await router.push(path);
  app = createDeskApp({
    client: portal,
    router,
    memory: {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
    },
  });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  app.mount(place);
  await settled();
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const text = (): string => document.body.textContent;
const all = (selector: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];
const button = (label: string): HTMLElement => {
  const found = all('button, a').find((one) => one.textContent.trim() === label);
  if (!found) throw new Error(`no button "${label}" in ${text()}`);
  return found;
};
const press = async (label: string): Promise<void> => {
  button(label).click();
  await settled();
};
const fill = async (selector: string, value: string): Promise<void> => {
  const field = document.querySelector<HTMLInputElement>(selector)!;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
};
const signIn = async (): Promise<void> => {
  await fill('#sign-in-name', 'aygun');
  await fill('#sign-in-password', 'secret');
  await press('Sign in');
};

beforeEach(() => {
  memory = new Map([['desk-language', 'en']]);
  portal = createDeskDouble();
  portal.answer('whoAmI', { reply: aygun });
  portal.answer('listCases', { reply: list });
  portal.answer('openCase', { reply: detail() });
});
afterEach(() => {
  app.unmount();
  vi.restoreAllMocks();
});

describe('signing in', () => {
  it('asks for what is missing before it asks the portal', async () => {
    portal.answer('whoAmI', NEVER);
    await open('/');
    await press('Sign in');
    expect(text()).toContain('Enter your user name');
    expect(document.activeElement?.id).toBe('sign-in-name');
    expect(portal.inputs('signIn')).toEqual([]);
  });

  it('says that the password is wrong and forgets it', async () => {
    portal.answer('whoAmI', NEVER);
    portal.answer('signIn', problem('wrong-credentials'));
    await open('/');
    await signIn();
    expect(text()).toContain('The user name or the password is not right.');
    expect(document.querySelector<HTMLInputElement>('#sign-in-password')?.value).toBe('');
  });

  it('leads an operator to the kiosks and never asks for a case', async () => {
    portal.answer('whoAmI', { reply: operator });
    portal.answer('listKiosks', { reply: { kiosks: [], now: 0 } });
    await open(`/cases/${CASE_ID}`);
    expect(router.currentRoute.value.name).toBe('kiosks');
    expect([...portal.inputs('openCase'), ...portal.inputs('listCases')]).toEqual([]);
  });
});

describe('the list', () => {
  it('tells late cases by words', async () => {
    const late = { ...summary, late: true, daysLeft: -2, needsAttention: true };
    portal.answer('listCases', { reply: { ...list, cases: [late] } });
    await open('/');
    expect(text()).toContain('2 days late');
    expect(text()).toContain('Needs a look');
  });

  it('asks for what its address says', async () => {
    await open('/?filter=late&search=MAS&page=2');
    expect(portal.inputs('listCases')).toEqual([
      { query: { filter: 'late', search: 'MAS', page: '2' } },
    ]);
  });

  it('explains an empty search', async () => {
    portal.answer('listCases', { reply: { ...list, cases: [] } });
    await open('/?search=zzz');
    expect(text()).toContain('No application has “zzz” in its number.');
  });

  it('changes its language at once and remembers it', async () => {
    await open('/');
    await press('RU');
    expect(text()).toContain('Полученные заявления');
    expect([document.documentElement.lang, memory.get('desk-language')]).toEqual(['ru', 'ru']);
  });
});

describe('a case', () => {
  it('hides personal data until they are asked for', async () => {
    await open(`/cases/${CASE_ID}`);
    expect(text()).not.toContain('Kənan Quliyev');
    await press('Show personal data');
    expect(text()).toContain('Kənan Quliyev');
  });

  it('hides the code and the name of the applicant as long as the answers', async () => {
    const identity = {
      level: 'verified',
      how: 'sign-in',
      at: 0,
      fin: '5XKD7TR',
      name: 'Aynur Əliyeva',
    } as const;
    portal.answer('openCase', { reply: detail({ identity }) });
    await open(`/cases/${CASE_ID}`);
    expect(text()).toContain('5••••TR · A. Ə.');
    await press('Show personal data');
    expect(text()).toContain('5XKD7TR · Aynur Əliyeva');
    await press('Hide personal data');
    expect(text()).not.toContain('5XKD7TR');
  });

  it('shows hostile text as text', async () => {
    const value = { type: 'text', text: '<img src=x onerror=alert(1)>\u202Eabc' } as const;
    const answers = [{ field: 'reason', personal: false, value }];
    portal.answer('openCase', { reply: detail({ answers }) });
    await open(`/cases/${CASE_ID}`);
    expect(all('img')).toEqual([]);
    expect(text()).toContain('<img src=x onerror=alert(1)>□abc');
  });

  it('cannot be declined without a reason', async () => {
    await open(`/cases/${CASE_ID}`);
    expect(text()).toContain('Only with a reason in writing.');
    await press('Decline');
    await fill('#decision-text', '   ');
    await press('Preview');
    expect(text()).toContain('Write the reason: without it an application cannot be declined');
    expect(document.activeElement?.id).toBe('decision-text');
    expect(portal.inputs('declineCase')).toEqual([]);
  });

  it('is answered only after a preview in the language of the citizen', async () => {
    portal.answer('answerCase', { reply: decided(aygun, 'Да') });
    await open(`/cases/${CASE_ID}`);
    await press('Write an answer');
    await fill('#decision-text', 'Да');
    await press('Preview');
    const preview = document.querySelector('.screen');
    expect(preview?.getAttribute('lang')).toBe('ru');
    expect(preview?.textContent).toContain('Имя ребёнка');
    expect(portal.inputs('answerCase')).toEqual([]);
    await press('Send the answer');
    expect(text()).toContain('The answer was sent.');
    expect(all('textarea')).toEqual([]);
  });

  it('keeps the text and says so when the portal cannot be reached', async () => {
    portal.answer('answerCase', UNREACHABLE);
    await open(`/cases/${CASE_ID}`);
    await press('Write an answer');
    await fill('#decision-text', 'Uzun cavab');
    await press('Preview');
    await press('Send the answer');
    expect(text()).toContain('The portal does not answer.');
    await press('Change the text');
    expect(document.querySelector<HTMLTextAreaElement>('#decision-text')?.value).toBe('Uzun cavab');
  });

  it('tells who was faster and leaves the text to be copied', async () => {
    const by = { name: elchin.fullName, position: elchin.position };
    const current = { status: 'answered', rev: 2, by, at: 0 } as const;
    portal.answer('answerCase', problem('changed-meanwhile', { current }));
    portal.answer('openCase', { reply: detail() }, { reply: decided(elchin, 'Başqa cavab') });
    await open(`/cases/${CASE_ID}`);
    await press('Write an answer');
    await fill('#decision-text', 'Mənim cavabım');
    await press('Preview');
    await press('Send the answer');
    expect(text()).toContain('Elçin Hüseynov');
    expect(text()).toContain('Nothing of yours was sent.');
    expect(text()).toContain('Mənim cavabım');
    await press('Delete my text');
    expect(text()).not.toContain('Mənim cavabım');
  });
});

describe('the end of a session', () => {
  const beginText = async (): Promise<void> => {
    await open(`/cases/${CASE_ID}`);
    await press('Write an answer');
    await fill('#decision-text', 'Yarımçıq cavab');
    await press('Preview');
    portal.answer('answerCase', NEVER);
    await press('Send the answer');
  };

  it('takes the case off the screen and gives the text back to the same person', async () => {
    await beginText();
    expect(text()).toContain('The text that you have not sent yet is kept.');
    expect(text()).not.toContain('MAS-2026-000001');
    portal.answer('signIn', { reply: aygun });
    await signIn();
    expect(text()).toContain('Yarımçıq cavab');
  });

  it('gives nothing of it to somebody else', async () => {
    await beginText();
    portal.answer('signIn', { reply: elchin });
    await signIn();
    expect(router.currentRoute.value.name).toBe('cases');
    expect(text()).not.toContain('Yarımçıq cavab');
    await router.push(`/cases/${CASE_ID}`);
    await settled();
    expect(text()).not.toContain('Yarımçıq cavab');
  });

  it('by signing out asks first when a text would be lost', async () => {
    portal.answer('signOut', { reply: undefined });
    await open(`/cases/${CASE_ID}`);
    await press('Write an answer');
    await fill('#decision-text', 'Yarımçıq cavab');
    await press('Sign out');
    expect(portal.inputs('signOut')).toEqual([]);
    await press('Stay and keep writing');
    expect(text()).toContain('Answer to the citizen');
    await press('Sign out');
    await press('Sign out and delete the text');
    expect(text()).toContain('Sign in to the desk');
  });

  it('shows the next person nothing of the last one, however slow the portal is', async () => {
    await open('/');
    expect(text()).toContain('MAS-2026-000001');
    portal.answer('listCases', NEVER, new Promise(() => undefined));
    await press('Refresh');
    portal.answer('signIn', { reply: elchin });
    await signIn();
    expect(text()).toContain('Applications received');
    expect(text()).not.toContain('MAS-2026-000001');
  });

  it('is noticed on a screen that nobody touches', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = open(`/cases/${CASE_ID}`);
    await vi.advanceTimersByTimeAsync(100);
    await opening;
    expect(text()).toContain('MAS-2026-000001');
    portal.answer('whoAmI', NEVER);
    await vi.advanceTimersByTimeAsync(DESK_IDLE + 120_000);
    vi.useRealTimers();
    expect(text()).not.toContain('MAS-2026-000001');
  });

  it('is put off while somebody types, and only then', async () => {
    await open(`/cases/${CASE_ID}`);
    await press('Write an answer');
    const before = portal.inputs('whoAmI').length;
    await fill('#decision-text', 'a');
    expect(portal.inputs('whoAmI')).toHaveLength(before);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * 60_000);
    await fill('#decision-text', 'ab');
    await fill('#decision-text', 'abc');
    expect(portal.inputs('whoAmI')).toHaveLength(before + 1);
  });
});
