// PouchDB's own CouchDB-compatible server on LevelDB, with only what replication needs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import PouchDB from 'pouchdb-node';
import { answerCpu } from './cpu.mjs';
import { syncEveryWrite } from './durable-level.mjs';

if (JSON.parse(process.argv[2]).durable) syncEveryWrite();
const folder = mkdtempSync(join(tmpdir(), 'asan-bench-pouchdb-server-'));
process.chdir(folder);
const app = express();
app.use(
  expressPouchdb(PouchDB.defaults({ prefix: `${folder}/` }), {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(folder, 'log.txt'),
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}/db` });
});
answerCpu();
process.on('disconnect', () => {
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
