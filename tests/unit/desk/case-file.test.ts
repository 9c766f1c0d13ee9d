import { beforeEach, describe, expect, it } from 'vitest';
import { useCaseFileStore } from '../../../portal/desk/stores/case-file.ts';
import { useDraftsStore } from '../../../portal/desk/stores/drafts.ts';
import { useSessionStore } from '../../../portal/desk/stores/session.ts';
import {
  aygun,
  CASE_ID,
  createDeskDouble,
  decided,
  detail,
  elchin,
  problem,
  UNREACHABLE,
  useStoresWith,
  type DeskDouble,
} from './desk-double.ts';

let portal: DeskDouble;

const opened = async () => {
  const file = useCaseFileStore();
  await file.open(CASE_ID);
  useDraftsStore().keep(CASE_ID, { kind: 'answered', text: 'Bəli', previewing: true });
  return file;
};
const faster = problem('changed-meanwhile', {
  current: {
    status: 'answered',
    rev: 2,
    by: { name: elchin.fullName, position: elchin.position },
    at: 5,
  },
});

beforeEach(async () => {
  portal = createDeskDouble();
  useStoresWith(portal);
  portal.answer('signIn', { reply: aygun });
  await useSessionStore().signIn('aygun', 'secret');
  portal.answer('openCase', { reply: detail() });
});

describe('a decision', () => {
  it('names the revision that the official saw, and its text leaves the drafts', async () => {
    portal.answer('answerCase', { reply: decided(aygun, 'Bəli') });
    const file = await opened();
    await file.decide('answered', 'Bəli');
    expect(portal.inputs('answerCase')).toEqual([
      { params: { caseId: CASE_ID }, body: { rev: 1, text: 'Bəli' } },
    ]);
    expect([file.done, file.detail?.status]).toEqual(['answered', 'answered']);
    expect(useDraftsStore().of(CASE_ID)).toBeUndefined();
  });

  it('goes to the route for declining when it declines', async () => {
    portal.answer('declineCase', { reply: decided(aygun, 'Xeyr', 'declined') });
    const file = await opened();
    await file.decide('declined', 'Xeyr');
    expect([file.done, portal.inputs('answerCase')]).toEqual(['declined', []]);
  });

  it('is sent once, however often the button is pressed', async () => {
    portal.answer('answerCase', { reply: decided(aygun, 'Bəli') });
    const file = await opened();
    await Promise.all([1, 2, 3, 4, 5].map(() => file.decide('answered', 'Bəli')));
    expect(portal.inputs('answerCase')).toHaveLength(1);
  });

  it.each([UNREACHABLE, problem('try-later'), problem('internal')])(
    'that could not be delivered keeps its text (%o)',
    async (failure) => {
      portal.answer('answerCase', failure);
      const file = await opened();
      await file.decide('answered', 'Bəli');
      expect([file.refusal?.name, file.done]).toEqual([failure.failure.name, undefined]);
      expect(useDraftsStore().of(CASE_ID)?.text).toBe('Bəli');
      expect(file.busy).toBe(false);
    },
  );

  it('whose answer was lost is recognised as made at the second try', async () => {
    portal.answer('openCase', { reply: detail() }, { reply: decided(aygun, 'Bəli') });
    portal.answer('answerCase', UNREACHABLE, faster);
    const file = await opened();
    await file.decide('answered', 'Bəli');
    await file.decide('answered', ' Bəli ');
    expect([file.done, file.conflict]).toEqual(['answered', undefined]);
    expect(useDraftsStore().of(CASE_ID)).toBeUndefined();
  });

  it.each([
    ['a colleague', decided(elchin, 'Bəli')],
    ['oneself with another text', decided(aygun, 'Başqa mətn')],
    ['oneself, but declined', decided(aygun, 'Bəli', 'declined')],
  ])('that met one of %s is a conflict, and its text stays', async (_, now) => {
    portal.answer('openCase', { reply: detail() }, { reply: now });
    portal.answer('answerCase', faster);
    const file = await opened();
    await file.decide('answered', 'Bəli');
    expect([file.done, file.conflict?.by?.name]).toEqual([undefined, elchin.fullName]);
    expect(file.detail).toEqual(now);
    expect(useDraftsStore().of(CASE_ID)).toMatchObject({ text: 'Bəli', previewing: false });
  });

  it('after a conflict is sent on the revision that was read since', async () => {
    portal.answer('openCase', { reply: detail() }, { reply: detail({ rev: 7 }) });
    portal.answer('answerCase', faster, { reply: decided(aygun, 'Bəli') });
    const file = await opened();
    await file.decide('answered', 'Bəli');
    await file.decide('answered', 'Bəli');
    expect(portal.inputs('answerCase')[1]).toMatchObject({ body: { rev: 7 } });
    expect([file.done, file.conflict]).toEqual(['answered', undefined]);
  });
});

describe('a case on the desk', () => {
  it('does not show up after another one was opened', async () => {
    let release: (answer: { reply: ReturnType<typeof detail> }) => void = () => undefined;
    const slow = new Promise<{ reply: ReturnType<typeof detail> }>((resolve) => {
      release = resolve;
    });
    const other = { ...detail(), caseId: '018f2f60-7c1e-7b3a-9f00-000000000002' };
    portal.answer('openCase', slow, { reply: other });
    const file = useCaseFileStore();
    const first = file.open(CASE_ID);
    await file.open(other.caseId);
    release({ reply: detail() });
    await first;
    expect(file.detail?.caseId).toBe(other.caseId);
  });

  it('leaves nothing behind when it is put away', async () => {
    const file = await opened();
    file.forget();
    expect([file.detail, file.failure, file.conflict, file.done]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });

  it('says why it cannot be opened', async () => {
    portal.answer('openCase', problem('cannot-open'));
    const file = useCaseFileStore();
    await file.open(CASE_ID);
    expect([file.failure?.name, file.detail]).toEqual(['cannot-open', undefined]);
  });

  it('that is taken into consideration keeps the text that was begun', async () => {
    portal.answer('considerCase', { reply: detail({ status: 'considering', rev: 2 }) });
    const file = await opened();
    await file.consider();
    expect([file.done, useDraftsStore().of(CASE_ID)?.text]).toEqual(['considering', 'Bəli']);
  });
});
