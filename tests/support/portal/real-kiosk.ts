import * as v from 'valibot';
import { expect } from 'vitest';
import type { MethodInput, MethodName, MethodOutput } from '../../../contract/kiosk-api.ts';
import { kioskConfigSchema } from '../../../electron/core/config.ts';
import type { Core, SessionId } from '../../../electron/core/core.ts';
import { createCore } from '../../../electron/core/create-core.ts';
import type { Printer } from '../../../electron/core/ports.ts';
import { createNodePorts } from '../../../electron/node-ports/node-ports.ts';
import { PACKS_FOLDER, type TestPortal } from './start-test-portal.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface RealKioskOptions {
  readonly portal: TestPortal;
  /** Left out: a new one. */
  readonly enrolmentCode?: string | undefined;
  /** Name under which the portal knows it. */
  readonly name?: string;
  /** Left out: a folder of its own, which `dispose` removes. */
  readonly dataFolder?: string;
  /** More keys of kiosk.json, and of its part on the portal. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly portalConfig?: Readonly<Record<string, unknown>>;
  readonly printer?: Printer;
}

/** A real core on the real disk, which speaks to a real portal over the network. */
export interface RealKiosk {
  readonly core: Core;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  readonly dispose: () => Promise<void>;
}

const text = (word: string) => ({ az: word, ru: word, en: word });
const NO_WRAP = {
  kind: 'none',
  wrap: (key: Uint8Array) => Promise.resolve(key),
  unwrap: (key: Uint8Array) => Promise.resolve(key),
};

export const startRealKiosk = async (options: RealKioskOptions): Promise<RealKiosk> => {
  const { portal, printer } = options;
  const folder =
    options.dataFolder === undefined ? await makeTemporaryFolder('asan-kiosk') : undefined;
  const log: string[] = [];
  const kiosk = v.parse(kioskConfigSchema, {
    agencyName: text('ASAN'),
    centreName: text('Masallı'),
    authorityId: 'az-mas',
    callCentre: '108',
    portal: {
      url: portal.url,
      keyThumbprint: portal.keyThumbprint,
      enrolmentCode: options.enrolmentCode ?? (await portal.newEnrolmentCode(options.name)),
      pullEvery: 0.2,
      ...options.portalConfig,
    },
    ...options.config,
  });
  const ports = createNodePorts({ keyWrap: NO_WRAP, writeLog: (line) => log.push(line) });
  const core = await createCore(
    { ...ports, ...(printer && { printer }) },
    {
      kiosk,
      dataFolder: options.dataFolder ?? folder?.path ?? '',
      packsFolder: PACKS_FOLDER,
      version: '0.0.0-test',
    },
  );
  return {
    core,
    log,
    dispose: async () => {
      await core.stop();
      await folder?.remove();
    },
  };
};

/** A screen in front of a core. */
export interface RealScreen {
  readonly session: SessionId;
  /** The value; throws when it failed. */
  readonly ask: <M extends MethodName>(
    method: M,
    input: MethodInput<M>,
  ) => Promise<MethodOutput<M>>;
  readonly call: (method: MethodName, input: unknown) => ReturnType<Core['call']>;
}

export const openRealScreen = ({ core }: Pick<RealKiosk, 'core'>): RealScreen => {
  const session = core.openSession();
  return {
    session,
    call: (method, input) => core.call(session, method, input),
    ask: async (method, input) => {
      const result = await core.call(session, method, input);
      if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
      return result.value;
    },
  };
};

/** A citizen in front of a kiosk that the portal knows. */
export const beginAt = async (kiosk: Pick<RealKiosk, 'core'>): Promise<RealScreen> => {
  const screen = openRealScreen(kiosk);
  await expect
    .poll(() => screen.ask('kiosk.status', {}), { timeout: 20_000, interval: 100 })
    .toEqual({ online: true, canSave: true });
  await screen.ask('session.begin', { language: 'az' });
  return screen;
};
