import { createHash } from 'node:crypto';
import type { VoteStopped } from '../../../contract/voting/views.ts';
import type { Log, Random } from '../ports.ts';
import type { Store, StoreReader, StoreWriter } from '../store/store.ts';
import type { Vault } from '../store/vault.ts';
import {
  type AskedVote,
  openVote,
  type ReadyVote,
  sealVote,
  type VoteContent,
} from './vote-content.ts';
import type { VoteKeys } from './vote-keys.ts';

/** The votes on this disk, with an index in memory, since nothing about them can be read from outside. */
export interface KeptVotes {
  /** To be called in the change that saves the request for its token; `noted` once that is durable. */
  write(writer: StoreWriter, name: string, vote: AskedVote, key: LeasedKey): void;
  noted(name: string, vote: AskedVote): void;
  newName(): string;
  asked(requestId: string): { readonly name: string; readonly vote: AskedVote } | undefined;
  /** To be called in the change that notes the registrar's answer. */
  replace(writer: StoreWriter, name: string, vote: ReadyVote): void;
  stop(writer: StoreWriter, name: string, vote: VoteContent, reason: VoteStopped): void;
  /** The portal has said something about these requests: reads anew what is durable about them. */
  heard(requestIds: readonly string[]): void;
  ready(): readonly { readonly name: string; readonly vote: ReadyVote }[];
  /** All that the index has: for looking a tracker up, and for the end of a survey. */
  all(): readonly { readonly name: string; readonly vote: VoteContent }[];
  /** Takes votes away that are done with, in one change, and destroys keys that nothing needs any more. */
  finish(done: readonly FinishedVote[]): Promise<void>;
}

export interface LeasedKey {
  readonly name: string;
  readonly vault: Vault;
}

export interface FinishedVote {
  readonly name: string;
  readonly vote: VoteContent;
  /** Left out: the ballot box has taken it. */
  readonly reason?: VoteStopped;
}

export interface KeptVotesOptions {
  readonly store: Store;
  readonly keys: VoteKeys;
  readonly random: Random;
  readonly log: Log;
}

/** Under what a stopped vote is found by its tracker, which stands nowhere else. */
export const stoppedId = (tracker: string): string =>
  createHash('sha256').update(`asan-stopped/1|${tracker}`).digest('base64url');

export const createKeptVotes = ({ store, keys, random, log }: KeptVotesOptions): KeptVotes => {
  const index = new Map<string, VoteContent>();
  /** Names by request. */
  const asking = new Map<string, string>();

  const read = (name: string, { key, sealed }: StoredVote): VoteContent | undefined => {
    const vault = keys.vaultOf(key);
    return vault && openVote(name, sealed, vault);
  };

  const enter = (name: string, vote: VoteContent): void => {
    index.set(name, vote);
    if (vote.stage === 'asked') asking.set(vote.requestId, name);
  };

  const readAll = (): void => {
    for (const [name, record] of store.data.votes.entries()) {
      const vote = read(name, record);
      if (vote === undefined) log.error('votes.record_unreadable');
      else enter(name, vote);
    }
  };

  const heardOf = (requestId: string): void => {
    const name = asking.get(requestId);
    if (name === undefined) return;
    const record = store.data.votes.get(name);
    const vote = record && read(name, record);
    if (vote?.stage === 'asked') return; // nothing was decided
    asking.delete(requestId);
    index.delete(name);
    if (vote !== undefined) index.set(name, vote);
  };

  const put = (writer: StoreWriter, name: string, vote: VoteContent, key: LeasedKey): void => {
    writer.votes.set(name, { key: key.name, sealed: sealVote(name, vote, key.vault) });
  };

  const stop: KeptVotes['stop'] = (writer, name, vote, reason) => {
    writer.votes.delete(name);
    writer.stoppedVotes.set(stoppedId(vote.tracker), { surveyId: vote.surveyId, reason });
  };

  const tidyKeys = (): Promise<void> => {
    const needed = [...store.data.votes.entries()].map(([, { key }]) => key);
    return keys.destroyOthers(new Set(needed));
  };

  const all = (): readonly { readonly name: string; readonly vote: VoteContent }[] =>
    [...index].map(([name, vote]) => ({ name, vote }));

  readAll();
  return {
    write: put,
    noted: enter,
    newName: () => Buffer.from(random.bytes(16)).toString('hex'),
    asked: (requestId) => {
      const name = asking.get(requestId);
      const vote = name === undefined ? undefined : index.get(name);
      return name !== undefined && vote?.stage === 'asked' ? { name, vote } : undefined;
    },
    replace: (writer, name, vote) => {
      const record = writer.votes.get(name);
      const vault = record && keys.vaultOf(record.key);
      if (record === undefined || vault === undefined) return;
      put(writer, name, vote, { name: record.key, vault });
    },
    stop,
    heard: (requestIds) => requestIds.forEach(heardOf),
    ready: () =>
      all().flatMap(({ name, vote }) => (vote.stage === 'ready' ? [{ name, vote }] : [])),
    all,
    finish: async (done) => {
      if (done.length > 0)
        await store.update(
          (writer) => {
            for (const { name, vote, reason } of done)
              if (reason === undefined) writer.votes.delete(name);
              else stop(writer, name, vote, reason);
          },
          { urgent: true },
        );
      for (const { name, vote } of done) {
        index.delete(name);
        if (vote.stage === 'asked') asking.delete(vote.requestId);
      }
      await tidyKeys();
    },
  };
};

type StoredVote = NonNullable<ReturnType<StoreReader['votes']['get']>>;
