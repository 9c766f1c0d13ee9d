import type { KioskError } from '../../../../contract/errors.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import {
  SETUP_FILES,
  type NetworkTest,
  type PaperTest,
  type SetupDoor,
  type SetupReport,
  type SetupStep,
} from '../../../../contract/setup.ts';
import type { PrintDocument } from '../../../../contract/print-document.ts';
import type { StaffRole } from '../../../../contract/staff-views.ts';
import type { Audit, Recorded } from '../../audit.ts';
import type { CoreConfig, KioskConfig } from '../../config.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Content } from '../../packs/open-content.ts';
import type { Clock, Ids, Log, Machine, Network, Ports } from '../../ports.ts';
import { frameOf } from '../../printing/paper-frame.ts';
import type { Sessions, Staff } from '../../session.ts';
import type { StickFiles } from '../../stick-files.ts';
import { isFull } from '../../store/whole-file.ts';
import { askPortal } from './ask-portal.ts';
import { toFile, wholeConfig } from './setup-answers.ts';
import { exportAll, forOthers, wholePortal, withoutUsedCode } from './setup-files.ts';
import { reportPaper, testPage } from './setup-papers.ts';
import { reportLines } from './setup-report.ts';
import type { SetupState } from './setup-state.ts';
import { viewOf } from './setup-view.ts';
import { lockText } from './setup-words.ts';

/** An account of this kiosk, with what stands for its PIN. */
export interface Account extends Staff {
  readonly pin: string;
  readonly disabled?: boolean;
}

/** Accounts, by whoever keeps them. */
export interface Accounts {
  all(): readonly Account[];
  /** `pin` as typed; `bad_input` names the field and its rule. Durable when it resolves. */
  add(
    person: Omit<Staff, 'phone'> & { readonly pin: string },
    by: string,
  ): Promise<Result<Staff, KioskError<'bad_input' | 'too_many'>>>;
}

/** How asking the portal to know this kiosk ended. */
export type EnrolOutcome = 'enrolled' | 'offline' | 'refused';

export interface SetupOptions {
  readonly config: CoreConfig;
  readonly state: SetupState;
  readonly machine: Machine;
  readonly door: () => SetupDoor | undefined;
  readonly people: Accounts;
  readonly audit: Audit;
  readonly sessions: Pick<Sessions, 'admitStaff' | 'tell'>;
  readonly content: Content;
  readonly stickIn: (folder: string | undefined) => StickFiles;
  readonly enrol: (
    portal: NonNullable<KioskConfig['portal']>,
    network: Network,
  ) => Promise<EnrolOutcome>;
  readonly kioskName: () => string | undefined;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly speech: Ports['speech'];
}

/** Milliseconds in which the screen can show that the kiosk starts. */
const BEFORE_RESTART = 700;
/** Whoever stands at a new kiosk has no number yet. */
const INSTALLER = 'installer';

/** Setting the kiosk up, step by step, at its own screen. */
export const createSetupMethods = (options: SetupOptions): HandlersOf<'setup'> => {
  const { state, machine, people, audit, clock, config } = options;
  const isNew = config.isNew === true;
  let restarting = false;
  /** Two taps at a new kiosk must not make two first technicians. */
  let adding = false;

  const act =
    (
      staff: Staff | undefined,
      subject: string,
      name: 'set_up' | 'setup_exported' = 'set_up',
    ): Recorded =>
    (writer) =>
      audit.record({ number: staff?.number ?? INSTALLER, act: name, subject })(writer);
  const file = (): Record<string, unknown> =>
    toFile(state.base(), state.answers(), machine.printsVia);
  const network = (): Network => machine.networkWith(state.answers().network?.proxy);
  const stick = (): StickFiles =>
    options.stickIn(state.answers().devices?.transferFolder ?? config.kiosk.transferFolder);
  const roles = (): readonly StaffRole[] => [
    ...people.all().flatMap((one) => (one.disabled ? [] : [one.role])),
    ...(state.base().staff ?? []).map(({ role }) => role),
  ];
  const view = () => viewOf(options);

  const testNetwork = async (): Promise<NetworkTest | undefined> => {
    const { portalUrl } = state.answers().network ?? {};
    return portalUrl === undefined ? undefined : askPortal(network(), clock, portalUrl);
  };
  const missing = (): readonly SetupStep[] => {
    const whole = wholeConfig(file());
    return [
      ...(whole.ok ? [] : whole.error),
      ...(roles().includes('technician') ? [] : (['staff'] as const)),
    ];
  };
  const report = async (): Promise<SetupReport> => {
    const [test, locks] = await Promise.all([testNetwork(), machine.locks()]);
    const facts = {
      answers: state.answers(),
      checks: state.record().checks ?? {},
      updates: (state.base() as Partial<KioskConfig>).updates,
      network: test,
      locks,
      authorities: options.content.packs.authorities,
      roles: roles(),
      kioskName: options.kioskName(),
      deviceTimeZone: machine.timeZone(),
      services: options.content.packs.services.size,
      leftOut: options.content.leftOut,
      speech: options.speech !== undefined,
    };
    return {
      at: options.now(),
      version: config.version,
      lines: reportLines(facts),
      missing: missing(),
    };
  };
  const print = async (
    document: PrintDocument,
  ): Promise<Result<PaperTest, KioskError<'no_printer'>>> => {
    const printer = machine.printerFor(file()['printer']);
    if (printer === undefined) return fail('no_printer');
    const outcome = await printer.print({
      document,
      frame: frameOf(
        { ...config.kiosk, ...state.answers().place },
        document.language,
        options.now(),
      ),
      name: `asan-${options.ids.next()}`,
      signal: new AbortController().signal,
      started: () => undefined,
    });
    return ok(
      outcome.kind === 'printed' ? { printed: true } : { printed: false, fault: outcome.fault },
    );
  };

  return {
    'setup.view': () => ok(view()),
    'setup.save': async ({ step, values }, { staff }) => {
      const saved = await state.save(step, values, act(staff, step));
      return saved.ok ? ok(view()) : fail('bad_input', { fields: saved.error });
    },
    'setup.note': async ({ check, result, values }) => {
      await state.note(check, { result, at: options.now(), ...(values && { values }) });
      return ok(view());
    },
    'setup.testNetwork': async () => {
      const test = await testNetwork();
      return test === undefined ? fail('not_found') : ok(test);
    },
    'setup.enrol': async (_input, { staff }) => {
      if (!isNew) return fail('not_allowed');
      const { portal } = wholePortal(file());
      if (portal?.enrolmentCode === undefined) return fail('not_found');
      const outcome = await options.enrol(portal, network());
      if (outcome !== 'enrolled') return fail(outcome === 'offline' ? 'offline' : 'code_refused');
      await audit.note({ number: staff?.number ?? INSTALLER, act: 'set_up', subject: 'enrolled' });
      return ok(view());
    },
    'setup.printTest': ({ language }) => print(testPage(language)),
    'setup.printReport': async ({ language }) => print(reportPaper(await report(), language)),
    'setup.addPerson': async (person, { session, staff }) => {
      // On a kiosk that works, accounts are a supervisor's.
      if (!isNew) return fail('not_allowed');
      const isFirst = staff === undefined;
      if (isFirst && person.role !== 'technician')
        return fail('bad_input', { fields: [{ field: 'role', rule: 'first_technician' }] });
      if (adding) return fail('too_many', { retryAfterMs: 1_000 });
      adding = true;
      const added = await people
        .add(person, staff?.number ?? person.number)
        .finally(() => (adding = false));
      if (!added.ok) return added;
      const { name, role } = added.value;
      const visit = isFirst ? options.sessions.admitStaff(session.id, added.value) : {};
      options.sessions.tell(() => ({ type: 'info_changed' }));
      options.log.info('setup.account_added', { role, by: staff?.number ?? 'first' });
      return ok({ name, role, ...visit });
    },
    'setup.locks': async () => {
      const states = await machine.locks();
      return ok(states.map(({ name, state: is }) => ({ name, state: is, text: lockText(name) })));
    },
    'setup.report': async () => ok(await report()),
    'setup.export': async ({ language, withStaff }, { staff }) => {
      const written = await exportAll(
        stick(),
        await report(),
        language,
        machine.toConfigText(forOthers(file(), withStaff ? people : undefined)),
      );
      if (!written.ok) return written;
      await audit.note({
        number: staff?.number ?? INSTALLER,
        act: 'setup_exported',
        subject: withStaff ? 'with staff' : 'without staff',
      });
      return ok({ files: written.value });
    },
    'setup.readStick': async (_input, { staff }) => {
      const text = await stick().read(SETUP_FILES.config, 256 * 1024);
      if (!text.ok) return text;
      const read = machine.readConfigText(text.value);
      if (!read.ok)
        return fail('bad_bundle', {
          fields: read.error.slice(0, 10).map((rule) => ({ field: SETUP_FILES.config, rule })),
        });
      const brought = await state.bring(read.value, act(staff, 'read from stick'));
      return brought.ok ? ok(view()) : fail('bad_bundle', { fields: brought.error.slice(0, 10) });
    },
    'setup.finish': async (_input, { staff }) => {
      const lacking = missing();
      if (lacking.length > 0)
        return fail('answers_incomplete', {
          fields: lacking.map((step) => ({ field: step, rule: 'missing' })),
        });
      if (restarting) return ok(null);
      try {
        await machine.keepConfig(withoutUsedCode(file(), options.kioskName() !== undefined));
      } catch (error) {
        if (isFull(error)) return fail('storage_full');
        if (error instanceof Error && 'code' in error) return fail('storage_failed');
        throw error;
      }
      await state.finished(act(staff, 'finished'));
      restarting = true;
      options.log.info('setup.finished');
      clock.schedule(BEFORE_RESTART, () => machine.restart());
      return ok(null);
    },
  };
};
