import type { Import } from './source-files.ts';

/** What the files of a folder may import: libraries by name, our own by the beginning of their path. */
export interface ImportRule {
  readonly folder: string;
  readonly libraries: readonly (string | RegExp)[];
  readonly own: readonly string[];
  /** Taken back from `own`. */
  readonly never?: readonly string[];
  /** Given back from `never`, for types. */
  readonly typesOf?: readonly string[];
}

const NODE = /^node:/;
/** What of Node only computes: files, processes and network are ports of the core. */
const NODE_COMPUTING = [
  'node:buffer',
  'node:crypto',
  'node:path',
  'node:timers/promises',
  'node:util',
  'node:zlib',
];
const VUE = ['vue', 'vue-router', 'pinia', 'vue-i18n', '@lucide/vue'];
const CORE_ENTRY = [
  'electron/core/create-core.ts',
  'electron/core/core.ts',
  'electron/core/config.ts',
  'electron/core/data-folder.ts',
  'electron/core/ports.ts',
];
const PURE = ['valibot'];

/** The table in CONTRIBUTING; the first rule whose folder fits is the one that holds. */
export const IMPORT_RULES: readonly ImportRule[] = [
  { folder: 'contract/', libraries: PURE, own: ['contract/'] },
  {
    folder: 'electron/core/store/',
    libraries: [...NODE_COMPUTING, ...PURE, 'lowdb'],
    own: ['contract/', 'electron/core/store/', 'electron/core/ports.ts'],
  },
  {
    folder: 'electron/core/sync/',
    libraries: [...NODE_COMPUTING, ...PURE, 'jose'],
    own: ['contract/', 'electron/core/'],
    never: ['electron/core/features/', 'electron/core/dispatch.ts', 'electron/core/create-core.ts'],
  },
  {
    folder: 'electron/core/features/',
    libraries: [...NODE_COMPUTING, ...PURE, 'jose', 'mrz'],
    own: ['contract/', 'electron/core/'],
    never: ['electron/core/sync/', 'electron/core/dispatch.ts', 'electron/core/create-core.ts'],
  },
  {
    folder: 'electron/core/sign-in/',
    libraries: [...NODE_COMPUTING, ...PURE, 'openid-client'],
    own: ['contract/', 'electron/core/'],
    never: ['electron/core/features/', 'electron/core/sync/', 'electron/core/dispatch.ts'],
  },
  {
    folder: 'electron/core/',
    libraries: [...NODE_COMPUTING, ...PURE, 'jose'],
    own: ['contract/', 'electron/core/'],
  },
  {
    folder: 'electron/node-ports/',
    libraries: [NODE, ...PURE, 'https-proxy-agent', 'pdfkit', 'qrcode-generator'],
    own: [
      'contract/',
      'electron/node-ports/',
      'electron/core/ports.ts',
      // The format of bundles and their signatures: pure rules.
      'electron/core/updates/',
    ],
  },
  {
    folder: 'electron/hosts/electron/',
    libraries: [NODE, 'valibot', 'electron', 'qrcode-generator'],
    own: ['contract/', 'electron/hosts/', 'electron/node-ports/', ...CORE_ENTRY],
    never: ['electron/hosts/browser/'],
  },
  {
    folder: 'electron/hosts/hash-pin/',
    libraries: [NODE],
    // A command of its own without a kiosk around it: it needs the one rule, not the core.
    own: [
      'contract/',
      'electron/hosts/hash-pin/',
      'electron/node-ports/',
      'electron/core/features/staff/pin.ts',
      'electron/core/ports.ts',
    ],
  },
  {
    folder: 'electron/hosts/bundle/',
    libraries: [NODE, 'valibot'],
    // A command of its own, without a kiosk around it.
    own: [
      'contract/',
      'electron/hosts/',
      'electron/node-ports/',
      'electron/core/updates/',
      'electron/core/device-config.ts',
    ],
    never: ['electron/hosts/electron/', 'electron/hosts/browser/'],
  },
  {
    folder: 'electron/hosts/',
    libraries: [NODE, 'valibot', 'yaml'],
    own: ['contract/', 'electron/hosts/', 'electron/node-ports/', 'package.json', ...CORE_ENTRY],
    never: ['electron/hosts/electron/'],
  },
  {
    folder: 'electron/preload.ts',
    libraries: ['electron'],
    own: ['contract/', 'electron/hosts/electron/channels.ts'],
  },
  {
    folder: 'renderer/src/screens/',
    libraries: VUE,
    own: ['contract/', 'renderer/src/'],
    never: ['renderer/src/api/'],
    typesOf: ['renderer/src/api/'],
  },
  {
    folder: 'renderer/src/components/',
    libraries: [...VUE, 'qrcode-generator'],
    own: ['contract/', 'renderer/src/'],
    never: ['renderer/src/api/', 'renderer/src/screens/'],
    typesOf: ['renderer/src/api/'],
  },
  {
    folder: 'renderer/',
    libraries: [...VUE, ...PURE, /^@fontsource-variable\/noto-sans/],
    own: ['contract/', 'renderer/'],
  },
  {
    folder: 'portal/desk/vite.config.ts',
    libraries: [NODE, 'vite', '@vitejs/plugin-vue'],
    own: [],
  },
  {
    folder: 'portal/vite.config.ts',
    libraries: [NODE, 'vite'],
    own: ['package.json'],
  },
  {
    folder: 'portal/desk/',
    libraries: [...VUE, ...PURE, /^@fontsource-variable\/noto-sans/],
    own: [
      'contract/',
      'portal/desk/',
      'portal/desk-api.ts',
      'portal/desk-api/',
      'renderer/src/components/',
      'renderer/src/styles/',
      'renderer/src/i18n/',
    ],
  },
  {
    folder: 'portal/',
    libraries: [
      NODE,
      ...PURE,
      '@valibot/to-json-schema',
      'jose',
      'kysely',
      'pg',
      'fastify',
      /^@fastify\//,
      /^@electric-sql\/pglite/,
    ],
    own: ['contract/', 'portal/', 'package.json'],
    never: ['portal/desk/'],
  },
  {
    folder: 'scripts/',
    libraries: [
      NODE,
      '@playwright/test',
      'vite',
      '@vitejs/plugin-vue',
      'typescript',
      'jose',
      'oidc-provider',
    ],
    own: ['scripts/', 'contract/', 'package.json'],
  },
];

/** The imports of a file that its folder may not have; undefined when no rule knows the folder. */
export const findForbiddenImports = (
  path: string,
  imports: readonly Import[],
): readonly string[] | undefined => {
  const rule = IMPORT_RULES.find(({ folder }) => path.startsWith(folder));
  if (rule === undefined) return undefined;
  return imports.filter((one) => !isAllowed(one, rule)).map(({ name }) => name);
};

const isAllowed = (
  { name, typeOnly }: Import,
  { libraries, own, never = [], typesOf = [] }: ImportRule,
): boolean => {
  if (typeOnly && typesOf.some((start) => name.startsWith(start))) return true;
  if (never.some((start) => name.startsWith(start))) return false;
  return (
    own.some((start) => name.startsWith(start)) ||
    libraries.some((library) =>
      typeof library === 'string' ? library === name : library.test(name),
    )
  );
};
