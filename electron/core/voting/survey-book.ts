import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import {
  type Board,
  BOARD_PUBLICATION,
  BOARD_TYPE,
  boardSchema,
  signedBoardSchema,
  trackerPageId,
  trackerPages,
  trackerPageSchema,
  TRACKERS_PUBLICATION,
  trackersOf,
} from '../../../contract/voting/board.ts';
import {
  MANIFEST_TYPE,
  manifestSchema,
  signedManifestSchema,
  SURVEY_PUBLICATION,
  type SurveyManifest,
} from '../../../contract/voting/manifest.ts';
import { trackerRoot } from '../../../contract/voting/tracker-root.ts';
import type { Log, Random } from '../ports.ts';
import type { Publications } from '../publications.ts';
import type { Store } from '../store/store.ts';
import { hasThumbprint } from '../sync/device-identity.ts';
import { deviceOf } from '../sync/device-record.ts';
import { digestOf } from '../sync/digest.ts';
import { openMessage } from '../sync/signed-messages.ts';
import { createSurveyPins } from './survey-pins.ts';

/** A published list whose root fits. */
export interface PublishedBoard {
  readonly board: Board;
  readonly trackers: ReadonlySet<string>;
}

/**
 * Surveys and published lists that are what they say: signed by the portal, with the keys and terms
 * that were seen first.
 */
export interface SurveyBook {
  list(): readonly SurveyManifest[];
  /** Undefined while what is published of it is refused. */
  get(surveyId: string): SurveyManifest | undefined;
  /** What was accepted last: for votes that were cast by it, whatever was published since. */
  accepted(surveyId: string): SurveyManifest | undefined;
  /** Undefined while nothing was published, or the list is not here as a whole. */
  board(surveyId: string): PublishedBoard | undefined;
  /** Reads what was published. To be awaited once before the first use; later ones follow by themselves. */
  refresh(): Promise<void>;
  onChange(listener: () => void): void;
}

export interface SurveyBookOptions {
  readonly store: Store;
  readonly publications: Publications;
  readonly random: Random;
  readonly log: Log;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const haveHonestNames = async (keys: readonly PublicJwk[]): Promise<boolean> => {
  const honest = await Promise.all(keys.map((key) => hasThumbprint(key, key.kid)));
  return honest.every(Boolean);
};

/** Each key must be the one that its name says, since names are what is pinned; no two classes may share one. */
const hasHonestKeys = async (manifest: SurveyManifest): Promise<boolean> => {
  const { voteKeys, boxJwk, boxSigningJwk, registrarJwk, boardJwk } = manifest;
  return (
    voteKeys.every(({ kid, spki }) => digestOf(Buffer.from(spki, 'base64url')) === kid) &&
    new Set(voteKeys.map((key) => key.class)).size === voteKeys.length &&
    new Set(voteKeys.map(({ kid }) => kid)).size === voteKeys.length &&
    (await haveHonestNames([boxJwk, boxSigningJwk, registrarJwk, boardJwk]))
  );
};

export const createSurveyBook = (options: SurveyBookOptions): SurveyBook => {
  const { store, publications, log } = options;
  const pins = createSurveyPins(options);
  const listeners: (() => void)[] = [];
  /** By JWS: what was verified once stays so. */
  const verified = new Map<string, SurveyManifest | null>();
  let manifests: ReadonlyMap<string, SurveyManifest> = new Map();
  let boards: ReadonlyMap<string, PublishedBoard> = new Map();

  const verify = async (jws: string, signingKey: PublicJwk): Promise<SurveyManifest | null> => {
    const manifest = openMessage(jws, MANIFEST_TYPE, manifestSchema, signingKey);
    return manifest !== undefined && (await hasHonestKeys(manifest)) ? manifest : null;
  };

  const readManifest = async (
    surveyId: string,
    jws: string,
    signingKey: PublicJwk,
  ): Promise<SurveyManifest | undefined> => {
    const known = verified.get(jws);
    const manifest = known === undefined ? await verify(jws, signingKey) : known;
    verified.set(jws, manifest);
    if (manifest?.surveyId === surveyId) return manifest;
    log.error('survey.refused', { survey: surveyId, reason: 'not_signed' });
    return undefined;
  };

  const readManifests = async (signingKey: PublicJwk): Promise<readonly SurveyManifest[]> => {
    const published = publications.read(SURVEY_PUBLICATION, signedManifestSchema);
    const found: SurveyManifest[] = [];
    for (const [surveyId, { manifest }] of published) {
      const read = await readManifest(surveyId, manifest, signingKey);
      if (read !== undefined) found.push(read);
    }
    for (const jws of verified.keys())
      if (![...published.values()].some(({ manifest }) => manifest === jws)) verified.delete(jws);
    return pins.accept(found);
  };

  const listOf = (board: Board, pages: TrackerPages): readonly string[] | undefined => {
    const trackers: string[] = [];
    for (let page = 0; page < trackerPages(board.trackers); page += 1) {
      const part = pages.get(trackerPageId(board.surveyId, page));
      if (part?.step !== board.step) return undefined; // the rest is still on its way
      trackers.push(...trackersOf(part));
    }
    const root = Buffer.from(trackerRoot(trackers, sha256)).toString('base64url');
    if (root === board.root && trackers.length === board.trackers) return trackers;
    log.error('survey.list_refused', { survey: board.surveyId, step: board.step });
    return undefined;
  };

  const readBoards = (known: ReadonlyMap<string, SurveyManifest>): Map<string, PublishedBoard> => {
    const published = publications.read(BOARD_PUBLICATION, signedBoardSchema);
    const pages = publications.read(TRACKERS_PUBLICATION, trackerPageSchema);
    const read = new Map<string, PublishedBoard>();
    for (const [surveyId, body] of published) {
      const key = known.get(surveyId)?.boardJwk;
      const board = key && openMessage(body.board, BOARD_TYPE, boardSchema, key);
      if (board?.surveyId !== surveyId) continue;
      const before = boards.get(surveyId);
      const list = before?.board.step === board.step ? before.trackers : listOf(board, pages);
      // While a newer list arrives in pieces, the one before still holds.
      if (list !== undefined) read.set(surveyId, { board, trackers: new Set(list) });
      else if (before !== undefined) read.set(surveyId, before);
    }
    return read;
  };

  const readAll = async (): Promise<void> => {
    const signingKey = deviceOf(store.data).enrolled?.signingKey;
    if (signingKey === undefined) return;
    const found = await readManifests(signingKey);
    manifests = new Map(found.map((manifest) => [manifest.surveyId, manifest]));
    boards = readBoards(manifests);
    for (const listener of listeners) listener();
  };

  let reading: Promise<void> = Promise.resolve();
  const refresh = (): Promise<void> => {
    reading = reading.then(readAll);
    return reading;
  };
  const KINDS: readonly string[] = [SURVEY_PUBLICATION, BOARD_PUBLICATION, TRACKERS_PUBLICATION];
  publications.onChange((kinds) => {
    if (!kinds.some((kind) => KINDS.includes(kind))) return;
    refresh().catch((error: unknown) => {
      reading = Promise.resolve();
      log.error('survey.not_read', { error: error instanceof Error ? error.name : 'unknown' });
    });
  });

  return {
    list: () => [...manifests.values()],
    get: (surveyId) => manifests.get(surveyId),
    accepted: (surveyId) => pins.accepted(surveyId),
    board: (surveyId) => boards.get(surveyId),
    refresh,
    onChange: (listener) => listeners.push(listener),
  };
};

type TrackerPages = ReadonlyMap<string, v.InferOutput<typeof trackerPageSchema>>;
