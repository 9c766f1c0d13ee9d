import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CaseDetail, DeskAuthority, DeskProblem } from '../../desk-api.ts';
import type { DeskFailure, DeskResult } from '../api/desk-client.ts';
import { useDraftsStore, type DecisionKind } from './drafts.ts';
import { useSessionStore } from './session.ts';

/** What has just been done here, to be said on the page. */
export type Done =
  | 'considering'
  | DecisionKind
  | 'replied'
  | 'info_asked'
  | 'extended'
  | 'scheduled';
/** Steps beside the decision. */
export type HandlingKind = 'reply' | 'ask' | 'extend' | 'forward';
/** Somebody else was faster: the case as it became. */
export type Conflict = NonNullable<DeskProblem['current']>;

type ChangeResult = DeskResult<
  | 'considerCase'
  | 'answerCase'
  | 'declineCase'
  | 'replyInCase'
  | 'askCitizen'
  | 'extendCase'
  | 'scheduleCase'
>;

/** One case on the desk, with what is being done to it. */
export const useCaseFileStore = defineStore('desk-case-file', () => {
  const session = useSessionStore();
  const drafts = useDraftsStore();
  const detail = shallowRef<CaseDetail>();
  /** Why the case cannot be shown. */
  const failure = shallowRef<DeskFailure>();
  /** Why the last change was not made. */
  const refusal = shallowRef<DeskFailure>();
  const conflict = shallowRef<Conflict>();
  const done = ref<Done>();
  const busy = ref(false);
  /** Where a case may be forwarded to. */
  const authorities = shallowRef<readonly DeskAuthority[]>([]);
  let wanted: string | undefined;

  /** Takes the news of the last step off the page when the next one begins. */
  const moveOn = (): void => {
    done.value = undefined;
    conflict.value = undefined;
    refusal.value = undefined;
  };

  const forget = (): void => {
    wanted = undefined;
    detail.value = undefined;
    failure.value = undefined;
    moveOn();
  };

  const read = async (caseId: string): Promise<void> => {
    const result = await session.call('openCase', { params: { caseId } });
    if (wanted !== caseId) return;
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) detail.value = result.value;
  };

  const open = async (caseId: string): Promise<void> => {
    forget();
    wanted = caseId;
    await read(caseId);
  };

  const succeed = (what: Done): void => {
    if ((what === 'answered' || what === 'declined') && detail.value)
      drafts.drop(detail.value.caseId);
    done.value = what;
  };

  /** True when the state that was met is our own doing: the first try arrived, its answer did not. */
  const isOurs = (what: Done, text: string): boolean => {
    const by = detail.value?.timeline.at(-1)?.official;
    if (detail.value?.status !== what || by?.name !== session.me?.fullName) return false;
    return what === 'considering' || detail.value.decision?.text === text.trim();
  };

  /** What was previewed may no longer fit: the person reads the case again before sending. */
  const toEditor = (caseId: string): void => {
    const draft = drafts.of(caseId);
    if (draft) drafts.keep(caseId, { ...draft, previewing: false });
  };

  const meetChange = async (current: Conflict | undefined, what: Done, text: string) => {
    if (wanted !== undefined) await read(wanted);
    if (isOurs(what, text)) {
      succeed(what);
      return;
    }
    conflict.value = current;
    if (wanted !== undefined) toEditor(wanted);
  };

  const settle = async (result: ChangeResult, what: Done, text: string): Promise<void> => {
    if (result.ok) {
      detail.value = result.value;
      succeed(what);
    } else if (result.error.name === 'changed-meanwhile') {
      await meetChange(result.error.problem.current, what, text);
    } else {
      refusal.value = result.error;
    }
  };

  /** Runs one change at a time; a second tap while the first is under way does nothing. */
  const change = async (
    what: Done,
    text: string,
    request: (target: CaseDetail) => Promise<ChangeResult>,
  ): Promise<void> => {
    if (busy.value || detail.value === undefined) return;
    busy.value = true;
    moveOn();
    const target = detail.value;
    try {
      const result = await request(target);
      if (wanted === target.caseId) await settle(result, what, text);
      else if (result.ok) drafts.drop(target.caseId);
    } finally {
      busy.value = false;
    }
  };

  const consider = (): Promise<void> =>
    change('considering', '', ({ caseId, rev }) =>
      session.call('considerCase', { params: { caseId }, body: { rev } }),
    );

  /** Sends the answer, or the reason for declining, to the citizen. */
  const decide = (kind: DecisionKind, text: string): Promise<void> =>
    change(kind, text, ({ caseId, rev }) =>
      session.call(kind === 'answered' ? 'answerCase' : 'declineCase', {
        params: { caseId },
        body: { rev, text },
      }),
    );

  /** True when the step was taken. */
  const handle = async (
    what: 'replied' | 'info_asked' | 'extended' | 'scheduled',
    request: (target: CaseDetail) => Promise<ChangeResult>,
  ): Promise<boolean> => {
    await change(what, '', request);
    return done.value === what;
  };
  const reply = (text: string): Promise<boolean> =>
    handle('replied', ({ caseId, rev }) =>
      session.call('replyInCase', { params: { caseId }, body: { rev, text } }),
    );
  const ask = (text: string, days: number): Promise<boolean> =>
    handle('info_asked', ({ caseId, rev }) =>
      session.call('askCitizen', { params: { caseId }, body: { rev, text, days } }),
    );
  const extend = (text: string): Promise<boolean> =>
    handle('extended', ({ caseId, rev }) =>
      session.call('extendCase', { params: { caseId }, body: { rev, text } }),
    );

  /** Fixes the time of a reception, or moves it. */
  const schedule = (slotId: string, text: string): Promise<boolean> =>
    handle('scheduled', ({ caseId, rev }) =>
      session.call('scheduleCase', {
        params: { caseId },
        body: { rev, slotId, ...(text === '' ? {} : { text }) },
      }),
    );

  /** True when the case has gone to the other authority; it cannot be read here any more. */
  const forward = async (text: string, authorityId: string): Promise<boolean> => {
    if (busy.value || detail.value === undefined) return false;
    busy.value = true;
    moveOn();
    const { caseId, rev } = detail.value;
    const result = await session.call('forwardCase', {
      params: { caseId },
      body: { rev, text, authorityId },
    });
    busy.value = false;
    if (!result.ok) refusal.value = result.error;
    return result.ok;
  };

  const loadAuthorities = async (): Promise<void> => {
    const result = await session.call('listAuthorities', {});
    if (result.ok) authorities.value = result.value.authorities;
  };

  return {
    authorities,
    loadAuthorities,
    reply,
    ask,
    extend,
    schedule,
    forward,
    detail,
    failure,
    refusal,
    conflict,
    done,
    busy,
    open,
    consider,
    decide,
    moveOn,
    forget,
  };
});
