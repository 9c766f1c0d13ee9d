// Builds the sync bench and runs it: `node tests/bench/sync.mjs [--json] [--items=5000] [--warm-up=1000]
// [--runs=3] [--delays=0,50] [--rivals=ours-pglite,plain,…]`. Rivals that are not installed are skipped.
import { runBench } from './run-bench.mjs';

await runBench('sync', ['main', 'ours', 'portal-process', 'plain', 'plain-server']);
