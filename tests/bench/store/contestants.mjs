// Every contestant opens a folder and answers { commit, commitTogether, load, countWaiting, close }.
// `durable: false`: the contestant does not wait for the disk, so its times are not comparable.
import { existsSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { asDocument } from './submissions.mjs';

const require = createRequire(import.meta.url);
const ours = () => import('../../../out/bench/store/ours.mjs');

/** The floor: one buffer appended and synced, nothing kept, nothing encrypted. */
const openBare = (folder) => {
  const file = fs.openSync(join(folder, 'bare.jl'), 'a');
  const write = (list) => {
    fs.writeSync(file, `${list.map((each) => JSON.stringify(asDocument(each))).join('\n')}\n`);
    fs.fdatasyncSync(file);
  };
  return {
    commit: (each) => write([each]),
    commitTogether: write,
    load: (list) =>
      fs.writeSync(file, list.map((each) => JSON.stringify(asDocument(each))).join('\n')),
    close: () => fs.closeSync(file),
  };
};

const openLowdb = async (folder) => {
  const { Low } = await import('lowdb');
  const { JSONFile } = await import('lowdb/node');
  const path = join(folder, 'db.json');
  const db = new Low(new JSONFile(path), { outbox: {} });
  await db.read();
  const put = (data, each) => (data.outbox[each.id] = asDocument(each));
  return {
    commit: (each) => db.update((data) => void put(data, each)),
    commitTogether: (list) =>
      Promise.all(list.map((each) => db.update((data) => void put(data, each)))),
    load: (list) => {
      for (const each of list) put(db.data, each);
      writeFileSync(path, JSON.stringify(db.data, null, 2));
    },
    countWaiting: () =>
      Object.values(db.data.outbox).filter(({ state }) => state === 'saved').length,
    close: () => undefined,
  };
};

const openSqlite = (folder) => {
  const Database = require('better-sqlite3');
  const db = new Database(join(folder, 'db.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, state TEXT, body TEXT) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT OR REPLACE INTO outbox VALUES (?, ?, ?)');
  const put = (each) => insert.run(each.id, each.record.state, JSON.stringify(asDocument(each)));
  const together = db.transaction((list) => list.forEach(put));
  return {
    commit: put,
    commitTogether: together,
    load: together,
    countWaiting: () => db.prepare("SELECT id FROM outbox WHERE state = 'saved'").all().length,
    close: () => db.close(),
  };
};

const openLevel = async (folder) => {
  const { ClassicLevel } = require('classic-level');
  const db = new ClassicLevel(join(folder, 'level'), { valueEncoding: 'json' });
  await db.open();
  const batch = (list, sync) =>
    db.batch(
      list.map((each) => ({ type: 'put', key: each.id, value: asDocument(each) })),
      { sync },
    );
  return {
    commit: (each) => db.put(each.id, asDocument(each), { sync: true }),
    commitTogether: (list) => batch(list, true),
    load: async (list) => {
      for (let at = 0; at < list.length; at += 1000) await batch(list.slice(at, at + 1000), false);
    },
    countWaiting: async () =>
      (await db.values().all()).filter(({ state }) => state === 'saved').length,
    close: () => db.close(),
  };
};

const openPouch = async (folder) => {
  const PouchDB = require('pouchdb-node');
  const db = new PouchDB(join(folder, 'pouch'));
  await db.info();
  const toPouch = (each) => ({ _id: each.id, ...asDocument(each) });
  return {
    commit: (each) => db.put(toPouch(each)),
    commitTogether: (list) => db.bulkDocs(list.map(toPouch)),
    load: async (list) => {
      for (let at = 0; at < list.length; at += 1000)
        await db.bulkDocs(list.slice(at, at + 1000).map(toPouch));
    },
    countWaiting: async () =>
      (await db.allDocs({ include_docs: true })).rows.filter(({ doc }) => doc.state === 'saved')
        .length,
    close: () => db.close(),
  };
};

const openNedb = async (folder) => {
  const Datastore = require('@seald-io/nedb');
  const db = new Datastore({ filename: join(folder, 'nedb.db') });
  await db.loadDatabaseAsync();
  const toNedb = (each) => ({ _id: each.id, ...asDocument(each) });
  return {
    commit: (each) => db.insertAsync(toNedb(each)),
    commitTogether: (list) => db.insertAsync(list.map(toNedb)),
    load: (list) => db.insertAsync(list.map(toNedb)),
    countWaiting: () => db.countAsync({ state: 'saved' }),
    close: () => undefined,
  };
};

const isInstalled = (name) => existsSync(join(import.meta.dirname, '..', 'node_modules', name));

export const CONTESTANTS = {
  bare: { open: openBare, durable: true, isThere: () => true },
  ours: { open: async (folder) => (await ours()).open(folder), durable: true, isThere: () => true },
  lowdb: { open: openLowdb, durable: false, isThere: () => true },
  sqlite: {
    open: openSqlite,
    durable: true,
    isThere: () => isInstalled('better-sqlite3/build/Release/better_sqlite3.node'),
  },
  level: { open: openLevel, durable: true, isThere: () => isInstalled('classic-level') },
  pouchdb: { open: openPouch, durable: false, isThere: () => isInstalled('pouchdb-node') },
  nedb: { open: openNedb, durable: false, isThere: () => isInstalled('@seald-io/nedb') },
};
