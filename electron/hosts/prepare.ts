import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { CoreConfig, KioskConfig } from '../core/config.ts';
import { checkConfigFile } from './check-config/check-config.ts';
import type { ConfigReport } from './check-config/check-config.ts';
import { findConfig } from './find-config.ts';
import type { FoundConfig } from './find-config.ts';
import { newKiosk } from './new-kiosk.ts';
import { parseHostOptions, USAGE } from './options.ts';
import type { HostDefaults, HostOptions } from './options.ts';
import { findOpeningSwitches } from './switches.ts';
import { VERSION } from './version.ts';

export interface Prepared {
  readonly options: HostOptions;
  readonly kiosk: KioskConfig;
  readonly core: CoreConfig;
  /** Where the configuration came from. */
  readonly config: Pick<FoundConfig, 'file' | 'over'>;
}

export interface StartedWith {
  /** The kiosk's own arguments. */
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A host was only asked about its configuration. */
export interface Checked {
  readonly report: ConfigReport;
}

/** Decides with what a host runs. The error is sentences for the person who starts it. */
export const prepareHost = async (
  given: StartedWith,
  defaults: HostDefaults,
): Promise<Result<Prepared | Checked, readonly string[]>> => {
  const opening = findOpeningSwitches({ ...given, nodeOptions: given.env['NODE_OPTIONS'] });
  if (opening.length > 0)
    return err(opening.map((argument) => `${argument} would open the kiosk from outside: refused`));
  const options = parseHostOptions(given.argv, given.env, defaults);
  if (!options.ok) return err([options.error, USAGE]);
  const { configFile, dataFolder, packsFolder, checkConfig } = options.value;
  if (checkConfig) return ok({ report: await checkConfigFile({ configFile, packsFolder }) });
  const found = await findConfig({ configFile, dataFolder });
  if (!found.ok) return found;
  const isNew = found.value.kiosk === undefined;
  const kiosk = found.value.kiosk ?? newKiosk();
  const core = { kiosk, dataFolder, packsFolder, version: VERSION, isNew };
  return ok({ options: options.value, kiosk, core, config: found.value });
};
