import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseList } from '../../../portal/desk-api.ts';
import { parseListRequest, toListQuery } from '../../../portal/desk/list-request.ts';
import { useCaseListStore } from '../../../portal/desk/stores/case-list.ts';
import {
  createDeskDouble,
  summary,
  UNREACHABLE,
  useStoresWith,
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
const list = (page: number): CaseList => ({
  cases: [summary],
  page,
  pages: 9,
  counts,
  today: '2026-11-23',
});
const request = { filter: 'open', search: '', page: 1 } as const;

let portal: DeskDouble;
beforeEach(() => {
  portal = createDeskDouble();
  useStoresWith(portal);
});

describe('the list of applications', () => {
  it('shows the newest request, whichever answer comes last', async () => {
    let release: (answer: { reply: CaseList }) => void = () => undefined;
    const slow = new Promise<{ reply: CaseList }>((resolve) => {
      release = resolve;
    });
    portal.answer('listCases', slow, { reply: list(2) });
    const store = useCaseListStore();
    const first = store.load(request);
    await store.load({ ...request, page: 2 });
    release({ reply: list(1) });
    await first;
    expect([store.list?.page, store.loading]).toEqual([2, false]);
  });

  it('keeps the last table on the screen when refreshing fails', async () => {
    portal.answer('listCases', { reply: list(1) }, UNREACHABLE);
    const store = useCaseListStore();
    await store.load(request);
    await store.load(request);
    expect([store.failure?.name, store.list?.page]).toEqual(['unreachable', 1]);
  });

  it('is empty after it was forgotten, even when an answer is still on its way', async () => {
    portal.answer('listCases', { reply: list(1) });
    const store = useCaseListStore();
    const loading = store.load(request);
    store.forget();
    await loading;
    expect(store.list).toBeUndefined();
  });
});

describe('the address of the list', () => {
  it.each([
    [{}, { filter: 'open', search: '', page: 1 }],
    [
      { filter: 'late', page: '3' },
      { filter: 'late', search: '', page: 3 },
    ],
    [{ search: '  MAS-1 ' }, { filter: 'open', search: 'MAS-1', page: 1 }],
    [
      { filter: 'constructor', page: '-1', search: ['a', 'b'] },
      { filter: 'open', search: '', page: 1 },
    ],
    [{ page: '1e9' }, { filter: 'open', search: '', page: 1 }],
    [{ search: 'x'.repeat(99) }, { filter: 'open', search: 'x'.repeat(40), page: 1 }],
  ])('%o is read as %o', (query, expected) => {
    expect(parseListRequest(query)).toEqual(expected);
  });

  it('says nothing that goes without saying, and comes back the same', () => {
    expect(toListQuery(request)).toEqual({});
    const other = { filter: 'declined', search: 'A7K', page: 4 } as const;
    expect(toListQuery(other)).toEqual({ filter: 'declined', search: 'A7K', page: '4' });
    expect(parseListRequest({ filter: 'declined', search: 'A7K', page: '4' })).toEqual(other);
  });
});
