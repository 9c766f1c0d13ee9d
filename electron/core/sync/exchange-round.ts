import type { Log } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { enrol, type EnrolOptions, hasFreshCode } from './enrol.ts';
import { type EnrolledDevice, enrolledDevice } from './enrolled-device.ts';
import type { LinkState } from './link-state.ts';
import type { Setback } from './portal-client.ts';
import { pull, type PullOptions } from './pull.ts';
import { push, type PushOptions } from './push.ts';
import type { SyncAlarm } from './sync-health.ts';

export type RoundOutcome =
  /** All that could be done is done. */
  | { readonly kind: 'done' }
  /** Nothing can be done until people act: not enrolled and no code. */
  | { readonly kind: 'idle' }
  | Setback;

export interface Round {
  /** Enrols if need be, sends what waits, fetches what is new. Ends early when `isStopping` says so. */
  run(isStopping: () => boolean): Promise<RoundOutcome>;
  alarm(): SyncAlarm | undefined;
}

export interface RoundOptions {
  readonly store: Store;
  readonly link: LinkState;
  readonly log: Log;
  readonly enrolment: EnrolOptions;
  readonly pushing: PushOptions;
  readonly pulling: PullOptions;
}

export const createRound = (options: RoundOptions): Round => {
  const { store, link, log, enrolment } = options;
  let alarm: SyncAlarm | undefined;
  /** A refused code stays refused: asking again only uses up the tries of the right one. */
  let codeRefused = false;

  const note = (setback: Setback): Setback => {
    if (setback.kind !== 'problem') return setback;
    const raised = alarmOf(setback.problem);
    if (raised !== undefined && raised !== alarm) log.error('sync.alarm', { alarm: raised });
    alarm = raised ?? alarm;
    return setback;
  };

  const mayEnrol = (): boolean => !codeRefused && hasFreshCode(enrolment);

  const enrolNow = async (): Promise<Setback | undefined> => {
    const setback = await enrol(enrolment);
    link.note(setback?.kind ?? 'answered');
    if (setback === undefined) alarm = undefined;
    else if (setback.kind === 'problem' && setback.problem === 'enrolment-refused')
      codeRefused = true;
    return setback && note(setback);
  };

  const pushAll = async (
    device: EnrolledDevice,
    isStopping: () => boolean,
  ): Promise<Setback | undefined> => {
    while (!isStopping() && alarm !== 'sequence-conflict') {
      const step = await push(options.pushing, device, isStopping);
      if (step.kind === 'empty') return undefined;
      if (step.kind !== 'progress') return note(step);
    }
    return undefined;
  };

  const pullAll = async (
    device: EnrolledDevice,
    isStopping: () => boolean,
  ): Promise<Setback | undefined> => {
    while (!isStopping()) {
      const step = await pull(options.pulling, device);
      if (step.kind === 'done') return undefined;
      if (step.kind !== 'more') return note(step);
    }
    return undefined;
  };

  return {
    alarm: () => alarm,
    run: async (isStopping) => {
      const known = await enrolledDevice(store.data);
      if (known === undefined || (alarm !== undefined && NEEDS_ENROLMENT.has(alarm))) {
        if (mayEnrol()) {
          const setback = await enrolNow();
          if (setback !== undefined) return setback;
        } else if (known === undefined) return { kind: 'idle' };
      }
      const device = await enrolledDevice(store.data);
      if (device === undefined) return { kind: 'idle' };
      const unsent = await pushAll(device, isStopping);
      if (unsent?.kind === 'unreachable') return unsent;
      const unheard = await pullAll(device, isStopping);
      const setback = unheard ?? unsent;
      // The portal takes us again; but after a conflict nothing was pushed, so nothing is known.
      if (setback === undefined && alarm !== 'sequence-conflict') alarm = undefined;
      return setback ?? { kind: 'done' };
    },
  };
};

/** What only a new identity mends. */
const NEEDS_ENROLMENT: ReadonlySet<SyncAlarm> = new Set([
  'unknown-kiosk',
  'kiosk-revoked',
  'sequence-conflict',
]);

const alarmOf = (
  problem: Extract<Setback, { kind: 'problem' }>['problem'],
): SyncAlarm | undefined => {
  switch (problem) {
    case 'bad-message':
    case 'unknown-kiosk':
    case 'kiosk-revoked':
    case 'sequence-conflict':
    case 'enrolment-refused':
      return problem;
    case 'out-of-order':
    case 'too-large':
    case 'too-many-requests':
    case 'try-later':
      return undefined;
  }
};
