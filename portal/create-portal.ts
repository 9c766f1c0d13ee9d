import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { loadContent } from './content/content.ts';
import type { PortalContext } from './context.ts';
import { ensureEpoch } from './db/epoch.ts';
import { migrateToLatest } from './db/migrate.ts';
import { openPglite, openPostgres, type PortalDatabase } from './db/open-database.ts';
import { loadPortalKeys } from './keys/key-file.ts';
import { createMixing } from './mixing/mixing.ts';
import type { PortalPorts } from './ports.ts';
import { createIdTokens, type IdTokens, type SignInSettings } from './people/id-tokens.ts';
import {
  DEFAULT_CONNECTION_LIMITS,
  toServerOptions,
  type ConnectionLimits,
} from './routes/connection-limits.ts';
import { ballotRoute } from './routes/ballot-route.ts';
import { deskRoutes } from './routes/desk-routes.ts';
import { kioskRoutes } from './routes/kiosk-routes.ts';
import { describeRoutes } from './routes/openapi.ts';
import { answerFailuresPlainly } from './routes/plain-failures.ts';
import { publicRoutes } from './routes/public-routes.ts';
import { DEFAULT_LIMITS, type PortalLimits } from './routes/rate-limit.ts';
import { addSecurityHeaders } from './routes/security-headers.ts';
import { serveDesk } from './routes/static-desk.ts';
import { systemPorts } from './system-ports.ts';
import { publish } from './publications/publish.ts';
import type { Repetition } from './repeat.ts';
import { startRetention } from './retention/retention-timer.ts';
import { startBoardTimer } from './voting/board-timer.ts';
import { createVoting } from './voting/create-voting.ts';
import { createProofCheck } from './voting/registrar/proof-check.ts';
import { loadRoleKeys } from './voting/role-keys.ts';

export interface PortalOptions {
  /** Absolute path; keys and, without `databaseUrl`, the embedded database. Made when missing. */
  readonly dataFolder: string;
  /** PostgreSQL; left out: PGlite in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** Absolute path of the key file; left out: `portal-keys.json` in the data folder. */
  readonly keysFile?: string | undefined;
  /** Absolute path of the content packs. */
  readonly packsFolder: string;
  /** Absolute path of the built desk; left out: the desk's page is not served, its API is. */
  readonly deskFolder?: string | undefined;
  /** Origin under which browsers reach the portal, e.g. "https://portal.example.az"; left out: the request's Host. */
  readonly publicOrigin?: string | undefined;
  /** Behind a reverse proxy: addresses whose X-Forwarded-For is believed. */
  readonly trustProxy?: string | undefined;
  /** Where citizens sign in; left out: nobody's cases are listed by sign-in. */
  readonly signIn?: SignInSettings | undefined;
  /** Milliseconds between two looks whether results are due; left out: a minute. */
  readonly boardsEvery?: number | undefined;
  /** Said on the desk's pages. */
  readonly demonstration?: boolean | undefined;
  readonly limits?: Partial<PortalLimits> | undefined;
  readonly connections?: Partial<ConnectionLimits> | undefined;
  readonly ports?: Partial<PortalPorts> | undefined;
}

export interface Portal {
  /** What commands and demonstration content work with. */
  readonly context: PortalContext;
  readonly engine: PortalDatabase['engine'];
  /** RFC 7638 thumbprint of the signing key: what a kiosk's provisioning file pins. */
  readonly keyThumbprint: string;
  /** Answers the address, e.g. "http://127.0.0.1:8080". Port 0 takes a free one. */
  listen(port: number, host?: string): Promise<string>;
  /** Undefined before `listen`. */
  readonly address: string | undefined;
  /** Lets running requests end, then closes the database. Safe to call twice. */
  close(): Promise<void>;
}

const openDatabase = (
  { databaseUrl, dataFolder }: PortalOptions,
  ports: PortalPorts,
): Promise<PortalDatabase> => {
  const lost = (error: Error): void =>
    ports.log.warn('database.connection_lost', { reason: error.message });
  return databaseUrl === undefined
    ? openPglite(dataFolder, lost)
    : Promise.resolve(openPostgres(databaseUrl, lost));
};

const prepareContext = async (
  options: PortalOptions,
  ports: PortalPorts,
  { db }: PortalDatabase,
  idTokens: IdTokens | undefined,
): Promise<PortalContext> => {
  const keysFile = options.keysFile ?? join(options.dataFolder, 'portal-keys.json');
  const keys = await loadPortalKeys(keysFile, ports.random);
  const content = await loadContent(options.packsFolder);
  await migrateToLatest(db);
  await ensureEpoch(db, ports.ids.next());
  const mixing = createMixing(db, ports.log);
  const voting = createVoting({
    context: { ...ports, db, keys },
    keys: await loadRoleKeys(keysFile, ports.random),
    publish: async (tx, publication) => {
      await publish(tx, publication);
    },
    checkProof: createProofCheck(idTokens),
    mix: () => mixing.now(),
  });
  return { ...ports, db, keys, content, voting, mixing };
};

const buildApp = async (
  context: PortalContext,
  options: PortalOptions,
  idTokens: IdTokens | undefined,
): Promise<FastifyInstance> => {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const connections = { ...DEFAULT_CONNECTION_LIMITS, ...options.connections };
  const app = Fastify({
    logger: false,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
    ...toServerOptions(connections),
  });
  app.server.maxConnections = connections.connections;
  answerFailuresPlainly(app, context);
  addSecurityHeaders(app, options.publicOrigin?.startsWith('https:') === true);
  await describeRoutes(app);
  await app.register(kioskRoutes(context, limits, idTokens));
  await app.register(ballotRoute(context, context.voting.ballotBox));
  await app.register(
    deskRoutes(context, {
      publicOrigin: options.publicOrigin,
      demonstration: options.demonstration === true,
      signIns: limits.signIns,
    }),
  );
  await app.register(
    publicRoutes(context, context.voting.surveys, {
      demonstration: options.demonstration === true,
    }),
  );
  if (options.deskFolder !== undefined) await app.register(serveDesk(options.deskFolder));
  await app.ready();
  return app;
};

const assemble = (
  context: PortalContext,
  database: PortalDatabase,
  app: FastifyInstance,
  boardsEvery: number | undefined,
): Portal => {
  let address: string | undefined;
  let closing: Promise<void> | undefined;
  let repetitions: readonly Repetition[] | undefined;
  const shut = async (): Promise<void> => {
    for (const repetition of repetitions ?? []) await repetition.stop();
    await context.mixing.stop();
    await app.close();
    await database.close();
  };
  return {
    context,
    engine: database.engine,
    keyThumbprint: context.keys.signing.public.kid,
    listen: async (port, host = '127.0.0.1') => {
      address = await app.listen({ port, host });
      context.mixing.start();
      repetitions ??= [
        startBoardTimer(context.voting.surveys, context.log, boardsEvery),
        startRetention(context),
      ];
      return address;
    },
    get address() {
      return address;
    },
    close: () => {
      closing ??= shut();
      return closing;
    },
  };
};

/**
 * Opens keys, content and database (migrated to this version) and builds the server; `listen` starts
 * it. Several portals may share one PostgreSQL and one key file. Throws when a pack, the key file or
 * the database is not usable, and `FolderInUseError` when another process has the embedded database.
 */
export const createPortal = async (options: PortalOptions): Promise<Portal> => {
  const ports = { ...systemPorts(), ...options.ports };
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  const database = await openDatabase(options, ports);
  try {
    const idTokens = options.signIn && createIdTokens(options.signIn, ports.log);
    const context = await prepareContext(options, ports, database, idTokens);
    const app = await buildApp(context, options, idTokens);
    return assemble(context, database, app, options.boardsEvery);
  } catch (error) {
    await database.close();
    throw error;
  }
};
