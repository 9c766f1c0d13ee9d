// Builds the search bench and runs it: `node tests/bench/search.mjs [--json] [--rounds=50]`.
import { runBench } from './run-bench.mjs';

await runBench('search');
