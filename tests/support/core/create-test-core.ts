import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type {
  MethodInput,
  MethodName,
  MethodOutput,
  MethodResult,
} from '../../../contract/kiosk-api.ts';
import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import type { Receipt } from '../../../contract/views.ts';
import { type CoreConfig, kioskConfigSchema } from '../../../electron/core/config.ts';
import type { Core, SessionId } from '../../../electron/core/core.ts';
import { composeCore } from '../../../electron/core/create-core.ts';
import type {
  Files,
  Log,
  LogDetails,
  Machine,
  Ports,
  Printer,
} from '../../../electron/core/ports.ts';
import { createNodeBundles } from '../../../electron/node-ports/bundles/node-bundles.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeNetwork, type FakeNetwork } from './fake-network.ts';
import { createMemoryFolders, type MemoryFolders } from './memory-folders.ts';
import { createMemoryFiles } from './memory-files.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { createModelPortal, type ModelPortal } from './model-portal.ts';
import { GOOD_ANSWERS, PACKS_FOLDER, packFiles, TREE_SERVICE } from './test-packs.ts';
import { until } from './until.ts';

export interface TestCoreOptions {
  readonly clock?: FakeClock;
  /** Left out: a portal of its own, in memory. */
  readonly portal?: ModelPortal;
  readonly network?: FakeNetwork;
  readonly store?: MemoryStore;
  /** Pack files by path; left out: those of test-packs.ts. */
  readonly packs?: Record<string, string>;
  /** False: no portal in the configuration at all. */
  readonly withPortal?: boolean;
  /** Left out: a code of the portal's that is good. */
  readonly enrolmentCode?: string;
  readonly seed?: string;
  /** More keys of kiosk.json. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Files outside the packs' folder, e.g. a stick. */
  readonly files?: Files;
  readonly printer?: Printer;
  readonly machine?: Machine;
  /** The kiosk has no configuration yet. */
  readonly isNew?: boolean;
  /** Sticks and scanner folders. */
  readonly folders?: MemoryFolders;
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly details?: LogDetails | undefined;
}

/** A whole core on fakes: clock, chance, network and disk are the test's. */
export interface TestCore {
  readonly core: Core;
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly portal: ModelPortal;
  readonly store: MemoryStore;
  readonly log: readonly LogLine[];
  /** A screen, with everything that it was told. */
  readonly screen: () => Screen;
  /** Waits until the portal knows this kiosk. */
  readonly enrolled: () => Promise<void>;
  /** Runs timers and real work until the condition holds. */
  readonly eventually: (holds: () => boolean, what?: string) => Promise<void>;
}

export interface Screen {
  readonly id: SessionId;
  readonly events: readonly KioskEvent[];
  readonly call: <M extends MethodName>(
    method: M,
    input: MethodInput<M>,
  ) => Promise<MethodResult<M>>;
  /** The value; throws when it failed. */
  readonly ask: <M extends MethodName>(
    method: M,
    input: MethodInput<M>,
  ) => Promise<MethodOutput<M>>;
  /** Begins a session, fills in and submits an application. */
  readonly apply: (answers?: Record<string, string>) => Promise<Receipt>;
}

const text = (word: string) => ({ az: word, ru: word, en: word });

export const testConfig = (
  portal: { url: string; keyThumbprint: string; enrolmentCode?: string } | undefined,
  more: Readonly<Record<string, unknown>> = {},
): CoreConfig => ({
  kiosk: v.parse(kioskConfigSchema, {
    agencyName: text('Agency'),
    centreName: text('Centre'),
    authorityId: 'masalli',
    callCentre: '108',
    ...(portal && { portal: { ...portal, pullEvery: 30 } }),
    ...more,
  }),
  dataFolder: '/data',
  packsFolder: PACKS_FOLDER,
  version: '0.0.0-test',
});

export const createTestLog = (): { log: Log; lines: LogLine[] } => {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (event: string, details?: LogDetails): void => {
      lines.push({ level, event, details });
    };
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, lines };
};

/** Bytes that look random and are the same in each run with the same seed. */
export const createSeededRandom = (seed: string) => {
  let count = 0;
  const block = (): Buffer => createHash('sha256').update(`${seed}/${count++}`).digest();
  return {
    bytes: (length: number): Uint8Array => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, block);
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
    },
    fraction: (): number => block().readUInt32BE() / 2 ** 32,
  };
};

/** UUIDs of version 7's form, in rising order. */
export const createTestIds = () => {
  let count = 0;
  return {
    next: (): string => {
      count += 1;
      return `01936000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
};

export const createTestCore = async (options: TestCoreOptions = {}): Promise<TestCore> => {
  const clock = options.clock ?? createFakeClock();
  const portal = options.portal ?? (await createModelPortal(() => clock.now()));
  const network = options.network ?? createFakeNetwork((request) => portal.answer(request));
  const store = options.store ?? createMemoryStore();
  const { log, lines } = createTestLog();
  const ports: Ports = {
    clock,
    network,
    log,
    random: createSeededRandom(options.seed ?? 'seed'),
    ids: createTestIds(),
    files: withFiles(createMemoryFiles(options.packs ?? packFiles()), options.files),
    foreignFolders: options.folders ?? createMemoryFolders(),
    bundles: createNodeBundles(),
    keyWrap: {
      kind: 'none',
      wrap: (key) => Promise.resolve(key),
      unwrap: (key) => Promise.resolve(key),
    },
    ...(options.printer && { printer: options.printer }),
    ...(options.machine && { machine: options.machine }),
  };
  const config = testConfig(
    options.withPortal === false
      ? undefined
      : {
          url: portal.url,
          keyThumbprint: portal.keyThumbprint,
          enrolmentCode: options.enrolmentCode ?? portal.newCode(),
        },
    options.config,
  );
  const core = await composeCore(
    ports,
    { ...config, ...(options.isNew && { isNew: true }) },
    store,
  );

  const eventually: TestCore['eventually'] = async (holds, what) => {
    for (let step = 0; step < 400 && !holds(); step += 1) {
      await quiet(() => holds());
      if (!holds()) clock.advance(Math.min(clock.nextIn() ?? 1_000, 1_000));
    }
    await until(holds, what);
  };

  return {
    core,
    clock,
    network,
    portal,
    store,
    log: lines,
    eventually,
    screen: () => createScreen(core),
    enrolled: () =>
      eventually(() => store.data.device.get('device')?.enrolled !== undefined, 'enrolment'),
  };
};

/** Packs from memory, everything else from the files given. */
const withFiles = (packs: Files, others: Files | undefined): Files =>
  others === undefined
    ? packs
    : {
        ...others,
        open: (path, mode) => (path.startsWith(PACKS_FOLDER) ? packs : others).open(path, mode),
        list: (folder) => (folder.startsWith(PACKS_FOLDER) ? packs : others).list(folder),
      };

/** A few turns of the real event loop, for cryptography to finish. */
const quiet = async (early: () => boolean): Promise<void> => {
  const end = performance.now() + 15;
  while (performance.now() < end && !early()) await new Promise((resolve) => setImmediate(resolve));
};

const createScreen = (core: Core): Screen => {
  const id = core.openSession();
  const events: KioskEvent[] = [];
  core.subscribe(id, (event) => events.push(event));
  const call: Screen['call'] = async (method, input) => await core.call(id, method, input);
  const ask: Screen['ask'] = async (method, input) => {
    const result = await call(method, input);
    if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  return {
    id,
    events,
    call,
    ask,
    apply: async (answers = GOOD_ANSWERS) => {
      await ask('session.begin', { language: 'az' });
      const { applicationId } = await ask('applications.start', { serviceId: TREE_SERVICE.id });
      return ask('applications.submit', {
        applicationId,
        serviceVersion: TREE_SERVICE.version,
        answers,
        confirmed: true,
      });
    },
  };
};
