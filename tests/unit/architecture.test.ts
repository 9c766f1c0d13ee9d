import { describe, expect, it } from 'vitest';
import { findForbiddenImports, IMPORT_RULES } from '../support/architecture/import-rules.ts';
import { readText, repositoryFiles, sourceFiles } from '../support/architecture/source-files.ts';

const MOST_LINES = 300;

/** Longer than a file should be, each with the reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  'contract/sync-protocol.ts': 'the messages between kiosk and portal, written once',
  'portal/desk-api.ts': 'the contract of the desk, written once: one schema after another',
  'electron/core/store/journal.ts':
    'writing, rolling and poisoning are one state machine over one queue',
  'scripts/mutants.mjs': 'a list: each mutant with the test that must catch it',
};

describe('imports', () => {
  const sources = sourceFiles();

  it('are looked at in every folder of the house', () => {
    for (const folder of ['contract/', 'electron/core/', 'electron/hosts/', 'renderer/', 'portal/'])
      expect(sources.some(({ path }) => path.startsWith(folder))).toBe(true);
    expect(sources.some(({ path, imports }) => path.endsWith('.vue') && imports.length > 0)).toBe(
      true,
    );
  });

  it('follow the table in CONTRIBUTING', () => {
    const forbidden = sources.flatMap(({ path, imports }) =>
      (findForbiddenImports(path, imports) ?? ['(no rule for this folder)']).map(
        (name) => `${path} imports ${name}`,
      ),
    );
    expect(forbidden).toEqual([]);
  });

  it('have no rule that an earlier one hides', () => {
    const hidden = IMPORT_RULES.filter(({ folder }, index) =>
      IMPORT_RULES.slice(0, index).some((earlier) => folder.startsWith(earlier.folder)),
    );
    expect(hidden.map(({ folder }) => folder)).toEqual([]);
  });

  it('between features do not exist', () => {
    const feature = (path: string): string | undefined =>
      /^electron\/core\/features\/([^/]+)/.exec(path)?.[1];
    const crossing = sources.flatMap(({ path, imports }) =>
      feature(path) === undefined
        ? []
        : imports
            .filter(({ name }) => feature(name) !== undefined && feature(name) !== feature(path))
            .map(({ name }) => `${path} imports ${name}`),
    );
    expect(crossing).toEqual([]);
  });

  it.each([
    ['contract/x.ts', 'node:fs'],
    ['contract/x.ts', 'vue'],
    ['contract/domain/x.ts', 'electron/core/core.ts'],
    ['electron/core/x.ts', 'electron'],
    ['electron/core/x.ts', 'node:fs'],
    ['electron/core/store/x.ts', 'node:fs/promises'],
    ['electron/core/features/x/y.ts', 'node:child_process'],
    ['electron/core/sync/x.ts', 'node:net'],
    ['electron/core/sign-in/x.ts', 'node:http'],
    ['electron/core/voting/x.ts', 'node:os'],
    ['electron/core/features/x/y.ts', 'electron/core/sync/outbox.ts'],
    ['electron/core/features/x/y.ts', 'lowdb'],
    ['electron/core/x.ts', 'electron/hosts/options.ts'],
    ['electron/hosts/browser/x.ts', 'electron'],
    ['electron/hosts/browser/x.ts', 'electron/core/store/store.ts'],
    ['electron/hosts/browser/x.ts', 'electron/hosts/electron/ipc.ts'],
    ['electron/hosts/electron/x.ts', 'electron/core/session.ts'],
    ['electron/preload.ts', 'node:fs'],
    ['renderer/src/screens/X.vue', 'renderer/src/api/transport.ts'],
    ['renderer/src/stores/x.ts', 'electron/core/core.ts'],
    ['renderer/src/main.ts', 'node:fs'],
    ['portal/x.ts', 'electron/core/core.ts'],
    ['portal/x.ts', 'portal/desk/main.ts'],
    ['portal/desk/x.ts', 'portal/db/schema.ts'],
    ['portal/desk/x.ts', 'renderer/src/stores/session.ts'],
  ])('would be caught if %s imported %s', (path, name) => {
    expect(findForbiddenImports(path, [{ name, typeOnly: false }])).toEqual([name]);
  });
});

describe('the core', () => {
  it('asks nothing of the process that it runs in: what it needs is a port', () => {
    const asking = sourceFiles()
      .filter(({ path }) => path.startsWith('electron/core/'))
      .filter(({ path }) => /\bprocess\.\w/.test(readText(path)));
    expect(asking.map(({ path }) => path)).toEqual([]);
  });
});

describe('events of the log', () => {
  const named = sourceFiles()
    .filter(({ path }) => path.startsWith('electron/'))
    .flatMap(({ path }) =>
      [...readText(path).matchAll(/\blog\.(?:info|warn|error)\(\s*'([^']*)'/g)].map(
        ([, event]) => ({
          path,
          event: event ?? '',
        }),
      ),
    );

  it('are found in core and hosts', () => {
    for (const folder of ['electron/core/', 'electron/hosts/'])
      expect(named.some(({ path }) => path.startsWith(folder))).toBe(true);
  });

  it('say the area before the event: "sync.enrolled"', () => {
    const odd = named.filter(({ event }) => !/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(event));
    expect(odd).toEqual([]);
  });
});

describe('files', () => {
  const sources = sourceFiles();

  it(`have at most ${MOST_LINES} lines, or are on the list with a reason`, () => {
    const long = sources.filter(({ path, lines }) => lines > MOST_LINES && !(path in LONG_FILES));
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  it('on that list still need to be there', () => {
    const needed = sources.filter(({ lines }) => lines > MOST_LINES).map(({ path }) => path);
    expect(Object.keys(LONG_FILES).filter((path) => !needed.includes(path))).toEqual([]);
  });

  it('are named by what they are for, in kebab-case or PascalCase', () => {
    const name = /(^|\/)([a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*|[A-Z][A-Za-z0-9]*)\.(ts|vue|mjs)$/;
    const vague = /(^|\/)(utils?|helpers?|misc|common)(\/|\.|$)/;
    const odd = sources.filter(({ path }) => !name.test(path) || vague.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it('export by name', () => {
    const byDefault = sources
      .filter(({ path }) => path.endsWith('.ts') && !/(^|\/)[a-z.-]*config\.ts$/.test(path))
      .filter(({ path }) => /^export default /m.test(readText(path)));
    expect(byDefault.map(({ path }) => path)).toEqual([]);
  });
});

describe('the repository', () => {
  const TEXT =
    /\.(ts|vue|mjs|js|json|md|yml|yaml|css|html|sh|txt)$|(^|\/)(run|\.[a-z]+rc|\.git[a-z]+)$/;
  const texts = repositoryFiles().filter((path) => TEXT.test(path));

  /** Written in pieces, so that this file does not find itself. */
  const LOCAL_PATH = new RegExp(['/wo', 'rk/|/home', '/[a-z]+/|/Use', 'rs/[A-Za-z]+/'].join(''));
  const REGISTRY = new RegExp(
    String.raw`https?://[^\s"'/]*(artifactory|nexus|verdaccio|registry)[^\s"'/]*`,
  );

  it('names no path of the machine that it was written on', () => {
    expect(texts.filter((path) => LOCAL_PATH.test(readText(path)))).toEqual([]);
  });

  it('names no package registry', () => {
    expect(texts.filter((path) => REGISTRY.test(readText(path)))).toEqual([]);
  });

  it('names one version of each package that it depends on', () => {
    const { dependencies, devDependencies } = JSON.parse(readText('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('has an integrity for every package of the lockfile', () => {
    const { packages } = JSON.parse(readText('package-lock.json')) as {
      packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
    };
    const without = Object.entries(packages).filter(
      ([path, entry]) => path !== '' && !entry.link && !entry.inBundle && !entry.integrity,
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
