#!/usr/bin/env node
// Breaks the store on purpose, one promise at a time, in a copy outside the tree, and runs its tests:
// each mutant must be caught. `npm run test:mutants [-- part of a name,part of another]`.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const STORE = 'electron/core/store';
const COPIED = [
  'contract',
  'electron',
  'tests/support/quick-rsa.mjs',
  'tests/support/quick-scrypt.mjs',
  'tests/support/store',
  'tests/unit/core/store',
  'tests/unit/node-ports/key-file-wrap.test.ts',
  'tests/attacks/store.test.ts',
  'package.json',
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'tsconfig.contract.json',
];
const TESTS = ['tests/unit/core/store', 'tests/unit/node-ports/key-file', 'tests/attacks/store'];
const TIME_LIMIT = 400_000;
const AT_ONCE = 2;

/** name, file, text or texts, replacement or replacements */
const MUTANTS = [
  [
    'no fsync of a commit',
    `${STORE}/journal.ts`,
    'segment.handle.writeDurably(offset, block.bytes)',
    'segment.handle.write(offset, block.bytes)',
  ],
  [
    'acknowledged before the fsync',
    `${STORE}/journal.ts`,
    'await segment.handle.writeDurably(offset, block.bytes);',
    'void segment.handle.writeDurably(offset, block.bytes).catch(() => undefined);',
  ],
  [
    'memory changed before the line is durable',
    `${STORE}/journal.ts`,
    '    const offset = await put(segment, encoded);\n',
    '    for (const change of group) change.onDurable([]);\n    const offset = await put(segment, encoded);\n',
  ],
  [
    'no fsync of a new segment',
    `${STORE}/whole-file.ts`,
    '    await handle.sync();\n  } catch (error) {\n    await handle.close();\n    await removeIfThere(files, path);',
    '  } catch (error) {\n    await handle.close();\n    await removeIfThere(files, path);',
  ],
  [
    'no fsync of the folder after a new segment',
    `${STORE}/whole-file.ts`,
    '  await handle.close();\n  await files.syncFolder(dirname(path));',
    '  await handle.close();',
  ],
  [
    'no fsync of the folder after the key files',
    `${STORE}/whole-file.ts`,
    '  await files.rename(temporary, path);\n  await files.syncFolder(dirname(path));',
    '  await files.rename(temporary, path);',
  ],
  [
    'no fsync of a replaced file',
    `${STORE}/whole-file.ts`,
    '    await handle.write(0, content);\n    await handle.sync();',
    '    await handle.write(0, content);',
  ],
  [
    'checksum not compared',
    `${STORE}/line.ts`,
    'if (checksum !== readChecksum(bytes, length.end)) return undefined;',
    'if (readChecksum(bytes, length.end) < 0 || checksum < 0) return undefined;',
  ],
  [
    'seq not bound to the sealed line',
    `${STORE}/vault.ts`,
    '`asan-journal/1|${journal}|${seq}|${durable}`',
    '`asan-journal/1|${journal}|${seq > 0}|${durable >= 0}`',
  ],
  [
    'tag of a line not checked',
    `${STORE}/vault.ts`,
    '    decipher.final();\n    return plain;',
    '    return plain;',
  ],
  [
    'snapshot not fsynced',
    `${STORE}/snapshotter.ts`,
    '    await lines.flush();\n    await handle.sync();\n  } catch',
    '    await lines.flush();\n  } catch',
  ],
  // Not a mutant: a snapshot renamed without an fsync of the folder. Tidying keeps the generation before it
  // and syncs the folder itself, so nothing is lost by that; the fsync is there for whoever changes tidying.
  [
    'footer of a snapshot not required',
    `${STORE}/snapshot-file.ts`,
    '  }\n  return undefined;\n};\n\n/** Everything that',
    '  }\n  return head;\n};\n\n/** Everything that',
  ],
  [
    'count of a snapshot not compared',
    `${STORE}/snapshot-file.ts`,
    [
      'const said = line.seq === expected ? openAndRead(source, number, line) : undefined;',
      'foot.count === count && ',
    ],
    ['const said = openAndRead(source, number, line);', ''],
  ],
  [
    'a table of which a record has changed written again as it was',
    `${STORE}/held-tables.ts`,
    'return left === table.ids.length ? table : undefined;',
    'return left > 0 ? table : undefined;',
  ],
  [
    'records packed that nobody put into the table',
    `${STORE}/image.ts`,
    'records.set(id, first + row);\n    });\n    return table;',
    'records.set(id, first);\n    });\n    return table;',
  ],
  [
    'bodies of tables not counted',
    `${STORE}/image.ts`,
    'for (const [segment, bytes] of table.weights) account(segment, bytes);',
    '',
  ],
  [
    'format not raised before the first table',
    `${STORE}/key-ring.ts`,
    'if (ring.format === FORMAT) return ring;',
    'if (ring.format <= FORMAT) return ring;',
  ],
  [
    'no older generation kept',
    `${STORE}/cleaner.ts`,
    'const [newest, older] = kept;\n      if (!newest || !older) return kept;',
    'const [newest] = kept;\n      const older = newest;\n      if (!newest || !older) return kept;',
  ],
  [
    'segments dropped that the older snapshot needs',
    `${STORE}/cleaner.ts`,
    'await cleanSegments(older.segment);',
    'await cleanSegments(newest.segment);',
  ],
  [
    'segments dropped that hold bodies',
    `${STORE}/cleaner.ts`,
    'if (image.liveBytes(number) === 0) await',
    'await',
  ],
  [
    'a moved body not pointed to',
    `${STORE}/cleaner.ts`,
    'if (current === now) image.put(collection, id, record, place);',
    'if (current === now) image.put(collection, id, record, now.body);',
  ],
  [
    'a change during the move of a body undone',
    `${STORE}/cleaner.ts`,
    'if (body === undefined || !now || now !== before || options.isChanging(collection, id)) return;',
    'if (body === undefined || !now) return;',
  ],
  [
    'deletes not journaled',
    `${STORE}/tracked-collections.ts`,
    'if (changes.length > 0) await send(changes, urgent);',
    'if (changes.length > 0) await send(changes.filter(({ text }) => text !== undefined), urgent);',
  ],
  [
    'deletes not replayed',
    `${STORE}/recovery.ts`,
    '    image.remove(collection, id);\n    return;',
    '    return;',
  ],
  [
    'an update split into lines',
    `${STORE}/tracked-collections.ts`,
    'if (changes.length > 0) await send(changes, urgent);',
    'for (const change of changes) await send([change], urgent);',
  ],
  [
    'updates read durable state only',
    `${STORE}/tracked-collections.ts`,
    'return earlier ? earlier.record : image',
    'return image',
  ],
  [
    'dependent updates share a sync',
    `${STORE}/journal.ts`,
    'index > 0 && (change.after > settled || bytes > settings.groupBytes)',
    'index > 0 && bytes > settings.groupBytes',
  ],
  [
    'failed segment used on',
    `${STORE}/journal.ts`,
    '      await leave().catch((reason: unknown) =>',
    '      await Promise.resolve().catch((reason: unknown) =>',
  ],
  [
    'refused lines not declared void',
    `${STORE}/journal.ts`,
    'if (block.seqs) voids = [...voids, block.seqs];',
    '',
  ],
  [
    'void lines not obeyed',
    `${STORE}/replay.ts`,
    'seq > after && !within(voids, seq)',
    'seq > after',
  ],
  [
    'unvouched tail not written again',
    `${STORE}/unvouched.ts`,
    'return Buffer.concat(parts);',
    'return Buffer.alloc(parts.length * 0);',
  ],
  [
    'rewritten lines vouched for before their sync',
    `${STORE}/journal.ts`,
    'await put(segment, { bytes: rewrite, seqs: undefined });',
    'segment.used = rewrite.length;\n    await segment.handle.write(0, rewrite);',
  ],
  [
    'seqs used again after a start',
    `${STORE}/open-store.ts`,
    'last === 0 ? 1 : (Math.floor(last / SEQS_PER_START) + 1) * SEQS_PER_START',
    'last === 0 ? 1 : Math.max(1, last - 1)',
  ],
  [
    'torn tail taken for damage',
    `${STORE}/replay.ts`,
    '.filter(([first]) => first <= durable)',
    '.filter(([first]) => first <= durable + 1000)',
  ],
  [
    'damage taken for a torn tail',
    `${STORE}/recovery.ts`,
    "for (const [first, last] of reading.lost)\n    await quarantine.keep('damage'",
    "for (const [first, last] of reading.lost)\n    await quarantine.keep('torn'",
  ],
  [
    'scan ends at the first damage',
    `${STORE}/scan.ts`,
    'const next = findLine(bytes, at + 1);',
    'const next = bytes.length;',
  ],
  [
    'bad bytes not copied',
    `${STORE}/recovery.ts`,
    "await quarantine.keep(unreadable ? 'damage' : kind, name, bytes);",
    'void [name, bytes, unreadable, kind];',
  ],
  [
    'no vouch line when it is quiet',
    `${STORE}/journal.ts`,
    'vouchTimer ??= clock.schedule(settings.vouchAfter, vouch);',
    'vouchTimer = undefined;',
  ],
  [
    'damaged body handed out',
    `${STORE}/bodies.ts`,
    'const line = parseLine(bytes, 0);',
    "if (bytes.length > 0 && !parseLine(bytes, 0)) return 'x';\n    const line = parseLine(bytes, 0);",
  ],
  [
    'damaged body without alarm',
    `${STORE}/bodies.ts`,
    "await quarantine.keep('damage',",
    "await quarantine.keep('torn',",
  ],
  [
    'full disk not noticed',
    `${STORE}/journal.ts`,
    "if (space.isFull() && !change.urgent) throw new StoreError('storage_full');",
    '',
  ],
  [
    'reserve not used',
    `${STORE}/space.ts`,
    'if (!(await reserve.release())) throw error;',
    'throw error;',
  ],
  [
    'never well again after a full disk',
    `${STORE}/space.ts`,
    'await supply.prepare();\n      become(false);',
    'await supply.prepare();',
  ],
  [
    'never well again after a snapshot that needed the reserve',
    `${STORE}/maintenance.ts`,
    'if (space.isFull()) retryLater();\n  };',
    '};',
  ],
  [
    'no snapshot when the store is closed',
    `${STORE}/maintenance.ts`,
    'await spareNextStart();',
    'void 0;',
  ],
  [
    'closing that fails with the disk',
    `${STORE}/maintenance.ts`,
    "await snapshot().catch((error: unknown) =>\n      log.warn('store.snapshot_failed', { reason: String(error) }),\n    );",
    'await snapshot();',
  ],
  [
    'key made anew when it is missing',
    `${STORE}/open-store.ts`,
    "throw new StoreOpenError('key_missing');",
    'void 0;',
  ],
  [
    'damaged key copy not repaired',
    `${STORE}/key-ring.ts`,
    'await writeKeyFiles(files, folder, best).then(',
    'await Promise.resolve().then(',
  ],
  [
    'earlier key forgotten while something needs it',
    `${STORE}/key-rotation.ts`,
    'return !isStopping() && !(await isNeeded());',
    'return !isStopping();',
  ],
  [
    'earlier key forgotten after its lines were written again',
    `${STORE}/key-rotation.ts`,
    'rewrites ? 0 : first',
    'first',
  ],
  [
    'earlier key forgotten with one new snapshot',
    `${STORE}/key-rotation.ts`,
    'await maintenance.snapshot();\n    if',
    'if',
  ],
  [
    'segments of the earlier key removed without a snapshot',
    `${STORE}/key-rotation.ts`,
    ['await maintenance.snapshot();\n    if', 'await maintenance.snapshot();\n    await cleaner'],
    ['if', 'await cleaner'],
  ],
  [
    'earlier key forgotten where damage was found',
    `${STORE}/key-rotation.ts`,
    'ring.from === 0 || options.isDamaged()',
    'ring.from === 0',
  ],
  [
    'earlier key forgotten after a new one could not be written',
    `${STORE}/key-rotation.ts`,
    'return { ...ring, from: 0 };',
    'return { ...ring, from: options.first };',
  ],
  [
    'everything sealed anew at each start',
    `${STORE}/key-rotation.ts`,
    'emptyBefore(ring.from,',
    'emptyBefore(10 ** 9,',
  ],
  [
    'key files written after closing',
    `${STORE}/key-rotation.ts`,
    "if (closed) throw new Error('store is closed');",
    '',
  ],
  [
    'folder given up while the key files are written',
    `${STORE}/key-rotation.ts`,
    'return saving;',
    'return Promise.resolve();',
  ],
  [
    'wrapped key not tried',
    `${STORE}/key-ring.ts`,
    'if (!Buffer.from(await keyWrap.unwrap(wrapped)).equals(key))',
    'if (wrapped.length === 0)',
  ],
  [
    'start refused where a key file cannot be repaired',
    `${STORE}/key-ring.ts`,
    "log.error('store.key_file_not_repaired', { reason: String(error) })",
    'Promise.reject(error)',
  ],
  [
    'start refused by a bad sector under one key file',
    `${STORE}/key-ring.ts`,
    'if (isUnreadable(error)) return Buffer.alloc(0);',
    '',
  ],
  [
    'unreadable page taken for zeros',
    `${STORE}/recovery.ts`,
    "unreadable ? 'damage' : kind",
    'kind',
  ],
  [
    'key file made anew while the one in use is away',
    'electron/node-ports/key-file-wrap.ts',
    'known ? await find() :',
    '',
  ],
  [
    'newer schema opened',
    `${STORE}/migrations.ts`,
    'if (highest > schema.version)',
    'if (highest > schema.version + 100)',
  ],
  [
    'folder not locked',
    `${STORE}/open-store.ts`,
    "if (!lock) throw new StoreOpenError('folder_in_use');",
    'if (!lock) return openStore({ ...options, ports: { ...ports, files: { ...ports.files, lock: () => Promise.resolve({ release: () => Promise.resolve() }) } } });',
  ],
  [
    'half of an update kept when it throws',
    `${STORE}/tracked-collections.ts`,
    '        change(data);',
    '        try { change(data); } catch { void 0; }',
  ],
  ['records not frozen', `${STORE}/freeze.ts`, 'return Object.freeze(value);', 'return value;'],
  [
    'key file open to others accepted',
    'electron/node-ports/key-file-wrap.ts',
    "(file.mode & 0o177) === 0 ? undefined : 'open_to_others'",
    'undefined',
  ],
  [
    'foreign key file accepted',
    'electron/node-ports/key-file-wrap.ts',
    "if (file.owner !== user) return 'foreign_owner';",
    '',
  ],
  [
    'symbolic link as key file accepted',
    'electron/node-ports/key-file-wrap.ts',
    'constants.O_RDONLY | O_NOFOLLOW',
    'constants.O_RDONLY',
  ],
];

const prepare = () => {
  const folder = mkdtempSync(join(tmpdir(), 'asan-mutants-'));
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

/** With the workers of the test runner, which would hold its output open. */
const killTree = (child) => {
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
};

/** True when the tests fail. One that hangs is caught as well. */
const runTests = (folder) =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', ...TESTS],
      {
        cwd: folder,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, STORE_RUNS: process.env.STORE_RUNS ?? '400' },
      },
    );
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const timer = setTimeout(() => killTree(child), TIME_LIMIT);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ caught: code !== 0, output });
    });
  });

const firstFailure = (output) =>
  // eslint-disable-next-line no-control-regex -- colours of the test runner
  /FAIL\s+(?:\|?\w+\|?\s+)?(.*)/.exec(output.replaceAll(/\u001b\[[0-9;]*m/g, ''))?.[1]?.trim() ??
  'ended badly';

const tryMutant = async (folder, [name, file, text, replacement]) => {
  const path = join(folder, file);
  const original = readFileSync(path, 'utf8');
  const edits = [text].flat().map((each, index) => [each, [replacement].flat()[index]]);
  if (!edits.every(([each]) => original.includes(each)))
    return { name, outcome: 'stale', detail: `${file} no longer says it` };
  writeFileSync(
    path,
    edits.reduce((all, [from, to]) => all.replace(from, () => to), original),
  );
  const { caught, output } = await runTests(folder);
  writeFileSync(path, original);
  return {
    name,
    outcome: caught ? 'caught' : 'survived',
    detail: caught ? firstFailure(output) : file,
  };
};

const wanted = process.argv.slice(2).join(' ').split(',');
const queue = MUTANTS.filter(([name]) => wanted.some((part) => name.includes(part)));
const results = [];
const work = async (folder) => {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const result = await tryMutant(folder, mutant);
    results.push(result);
    console.log(`${result.outcome.padEnd(8)}  ${result.name}  (${result.detail})`);
  }
};

const folders = Array.from({ length: AT_ONCE }, prepare);
try {
  const whole = await runTests(folders[0]);
  if (whole.caught) {
    console.error(`The tests fail without any mutant:\n${whole.output}`);
    process.exitCode = 1;
  } else {
    await Promise.all(folders.map(work));
    const caught = results.filter(({ outcome }) => outcome === 'caught').length;
    console.log(`${caught} of ${results.length} mutants caught`);
    process.exitCode = caught === results.length ? 0 : 1;
  }
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
