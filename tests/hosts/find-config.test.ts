import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkConfigFile } from '../../electron/hosts/check-config/check-config.ts';
import { findConfig } from '../../electron/hosts/find-config.ts';
import { createMachine } from '../../electron/hosts/machine.ts';
import { newKiosk } from '../../electron/hosts/new-kiosk.ts';
import { prepareHost } from '../../electron/hosts/prepare.ts';
import { createNodeClock } from '../../electron/node-ports/clock.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});
const place = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'find-config-'));
  folders.push(folder);
  return { configFile: join(folder, 'etc.yaml'), dataFolder: folder };
};
const names = 'agencyName: { az: A, ru: A, en: A }\ncentreName: { az: M, ru: M, en: M }\n';
const theirs = (callCentre: string): string =>
  `${names}authorityId: az-mas\ncallCentre: "${callCentre}"\n`;

/** What the set-up at this kiosk writes over what holds now. */
const keep = async (at: { configFile: string; dataFolder: string }, callCentre: string) => {
  const found = await findConfig(at);
  if (!found.ok) throw new Error(found.error.join());
  const { kiosk = newKiosk() } = found.value;
  const machine = createMachine({
    dataFolder: at.dataFolder,
    config: found.value,
    fontsFolder: '',
    clock: createNodeClock(),
    browser: undefined,
    restart: () => undefined,
  });
  await machine.keepConfig(JSON.parse(JSON.stringify({ ...kiosk, callCentre })) as object);
};
const callCentreOf = async (at: { configFile: string; dataFolder: string }): Promise<unknown> => {
  const found = await findConfig(at);
  return found.ok ? found.value.kiosk?.callCentre : found.error;
};

describe('the configuration that holds', () => {
  it('is none on a new kiosk, which then waits to be set up', async () => {
    const at = await place();
    expect(await callCentreOf(at)).toBeUndefined();
    const prepared = await prepareHost(
      { argv: ['--config', at.configFile, '--data', at.dataFolder], execArgv: [], env: {} },
      { workingFolder: '/', packsFolder: '/packs', rendererFolder: '/renderer' },
    );
    expect(prepared).toMatchObject({ ok: true, value: { core: { isNew: true } } });
  });

  it('is the one that the set-up wrote, whole and for this user alone', async () => {
    const at = await place();
    await keep(at, '111');
    expect(await callCentreOf(at)).toBe('111');
    const own = join(at.dataFolder, 'kiosk.yaml');
    expect((await stat(own)).mode & 0o777).toBe(0o600);
    expect((await checkConfigFile({ configFile: own })).exitCode).toBe(0);
  });

  it('is the administrator’s, until a technician changes it at the kiosk', async () => {
    const at = await place();
    await writeFile(at.configFile, theirs('108'));
    expect(await callCentreOf(at)).toBe('108');
    await keep(at, '222');
    expect(await callCentreOf(at)).toBe('222');
    expect(await readFile(at.configFile, 'utf8')).toBe(theirs('108'));
  });

  it('is the administrator’s again when that file is a new one', async () => {
    const at = await place();
    await writeFile(at.configFile, theirs('108'));
    await keep(at, '222');
    await writeFile(at.configFile, theirs('333'));
    expect(await callCentreOf(at)).toBe('333');
  });

  it('stays the kiosk’s own when the administrator’s file is gone', async () => {
    const at = await place();
    await writeFile(at.configFile, theirs('108'));
    await keep(at, '222');
    await rm(at.configFile);
    expect(await callCentreOf(at)).toBe('222');
  });

  it('is never a new kiosk’s while a file is there that is wrong or cannot be read', async () => {
    const at = await place();
    await writeFile(at.configFile, 'callCentre: [');
    expect((await findConfig(at)).ok).toBe(false);
    await rm(at.configFile);
    await writeFile(join(at.dataFolder, 'kiosk.yaml'), theirs('108').replace('az-mas', '?'));
    expect((await findConfig(at)).ok).toBe(false);
    if (process.getuid?.() === 0) return;
    await writeFile(at.configFile, theirs('108'));
    await chmod(at.configFile, 0);
    expect((await findConfig(at)).ok).toBe(false);
  });
});
