import type { FieldError } from '../../../../contract/errors.ts';
import { ok, type Result } from '../../../../contract/result.ts';
import {
  ANSWERED_STEPS,
  type AnsweredStep,
  type CheckNote,
  type SetupCheck,
} from '../../../../contract/setup.ts';
import type { Recorded } from '../../audit.ts';
import type { KioskConfig, KioskFile } from '../../config.ts';
import type { SetupRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { answersOf, readPart, readStep, stepsIn, type Answers } from './setup-answers.ts';

/** What was saved of setting this kiosk up; on the disk when a change resolves. */
export interface SetupState {
  /** What was saved here before what the configuration says. */
  answers(): Answers;
  /** Keys of the configuration beneath the answers. */
  base(): Partial<KioskFile>;
  record(): SetupRecord;
  save(
    step: AnsweredStep,
    values: unknown,
    act: Recorded,
  ): Promise<Result<null, readonly FieldError[]>>;
  note(check: SetupCheck, note: CheckNote): Promise<void>;
  /** Takes what a file on a stick says, over what was saved before. */
  bring(file: unknown, act: Recorded): Promise<Result<null, readonly FieldError[]>>;
  /** The configuration has all of it now: the draft is let go. */
  finished(act: Recorded): Promise<void>;
}

const ID = 'setup';

export const createSetupState = (
  store: Store,
  /** Undefined on a kiosk that has none yet. */
  present: KioskConfig | undefined,
): SetupState => {
  const record = (): SetupRecord => store.data.setup.get(ID) ?? {};
  const change = (part: SetupRecord, act?: Recorded): Promise<void> =>
    store.update(
      (writer) => {
        writer.setup.set(ID, { ...(writer.setup.get(ID) ?? {}), ...part });
        act?.(writer);
      },
      { urgent: true },
    );
  const base = (): Partial<KioskFile> => ({ ...present, ...record().brought });

  return {
    record,
    base,
    answers: () => ({
      // A configuration without a portal says that there is none.
      ...answersOf(base(), present === undefined ? undefined : ANSWERED_STEPS),
      ...record().answers,
    }),
    save: async (step, values, act) => {
      const read = readStep(step, withOldPassword(step, values, record(), base()));
      if (!read.ok) return read;
      await change({ answers: { ...record().answers, [step]: read.value } }, act);
      return ok(null);
    },
    note: (check, note) => change({ checks: { ...record().checks, [check]: note } }),
    bring: async (file, act) => {
      const part = readPart(file);
      if (!part.ok) return part;
      const { madeOver: _, ...brought } = part.value;
      const old = record();
      await change(
        {
          brought: { ...old.brought, ...brought },
          answers: { ...old.answers, ...answersOf({ ...base(), ...brought }, stepsIn(brought)) },
        },
        act,
      );
      return ok(null);
    },
    finished: (act) =>
      store.update(
        (writer) => {
          const { checks } = record();
          writer.setup.set(ID, { wasSetUp: true, ...(checks && { checks }) });
          act(writer);
        },
        { urgent: true },
      ),
  };
};

/** The password of the proxy is never shown, so it comes back only when it is typed anew. */
const withOldPassword = (
  step: AnsweredStep,
  values: unknown,
  { answers }: SetupRecord,
  { proxy: old }: Partial<KioskFile>,
): unknown => {
  const given = (values as { readonly proxy?: Readonly<Record<string, unknown>> }).proxy;
  if (step !== 'network' || given?.['user'] === undefined || 'password' in given) return values;
  const before = answers?.network?.proxy ?? old;
  if (before?.password === undefined || before.user !== given['user']) return values;
  return { ...(values as object), proxy: { ...given, password: before.password } };
};
