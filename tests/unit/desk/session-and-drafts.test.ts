import { beforeEach, describe, expect, it } from 'vitest';
import { useDraftsStore } from '../../../portal/desk/stores/drafts.ts';
import { useSessionStore } from '../../../portal/desk/stores/session.ts';
import {
  aygun,
  CASE_ID,
  createDeskDouble,
  elchin,
  problem,
  UNREACHABLE,
  useStoresWith,
  type DeskDouble,
} from './desk-double.ts';

let portal: DeskDouble;
const draft = { kind: 'declined', text: 'Səbəb', previewing: false } as const;

beforeEach(() => {
  portal = createDeskDouble();
  useStoresWith(portal);
});

const signedIn = async () => {
  portal.answer('signIn', { reply: aygun });
  const session = useSessionStore();
  await session.signIn('aygun', 'secret');
  return session;
};

describe('a session at the desk', () => {
  it('goes on where the browser still has one', async () => {
    portal.answer('whoAmI', { reply: aygun });
    const session = useSessionStore();
    await session.start();
    expect([session.phase, session.me?.name]).toEqual(['signed_in', 'aygun']);
  });

  it('asks to sign in where there is none, and to try again where nothing answers', async () => {
    portal.answer('whoAmI', UNREACHABLE, problem('signed-out'));
    const session = useSessionStore();
    await session.start();
    expect(session.phase).toBe('unreachable');
    await session.start();
    expect(session.phase).toBe('signed_out');
  });

  it('says what is wrong with the password and stays outside', async () => {
    portal.answer('signIn', problem('wrong-credentials'));
    const session = useSessionStore();
    expect((await session.signIn('aygun', 'x'))?.name).toBe('wrong-credentials');
    expect(session.me).toBeUndefined();
  });

  it('notices its end at any request', async () => {
    const session = await signedIn();
    portal.answer('listCases', problem('signed-out'));
    await session.call('listCases', { query: {} });
    expect([session.phase, session.me]).toEqual(['expired', undefined]);
  });

  it('is not over when a role lacks a right or the network fails', async () => {
    const session = await signedIn();
    portal.answer('listCases', problem('not-allowed'), UNREACHABLE);
    await session.call('listCases', { query: {} });
    await session.call('listCases', { query: {} });
    expect(session.phase).toBe('signed_in');
  });
});

describe('unsent texts', () => {
  it('outlive the end of the session for the person who typed them', async () => {
    const session = await signedIn();
    const drafts = useDraftsStore();
    drafts.keep(CASE_ID, draft);
    portal.answer('listCases', problem('signed-out'));
    await session.call('listCases', { query: {} });
    expect(drafts.hasText).toBe(true);
    await session.signIn('aygun', 'secret');
    expect(drafts.of(CASE_ID)).toEqual(draft);
  });

  it('are gone when somebody else signs in', async () => {
    const session = await signedIn();
    const drafts = useDraftsStore();
    drafts.keep(CASE_ID, draft);
    portal.answer('signIn', { reply: elchin });
    await session.signIn('elchin', 'secret');
    expect(drafts.of(CASE_ID)).toBeUndefined();
  });

  it('are gone after signing out, but not when that failed', async () => {
    const session = await signedIn();
    const drafts = useDraftsStore();
    drafts.keep(CASE_ID, draft);
    portal.answer('signOut', UNREACHABLE, { reply: undefined });
    expect((await session.signOut())?.name).toBe('unreachable');
    expect([session.phase, drafts.hasText]).toEqual(['signed_in', true]);
    await session.signOut();
    expect([session.phase, drafts.hasText]).toEqual(['signed_out', false]);
  });

  it('do not count while there are only spaces', () => {
    const drafts = useDraftsStore();
    drafts.keep(CASE_ID, { ...draft, text: ' \n ' });
    expect(drafts.hasText).toBe(false);
  });
});
