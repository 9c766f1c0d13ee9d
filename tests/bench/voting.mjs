// Builds the voting bench and runs it: `node tests/bench/voting.mjs [--json] [--rounds=200] [--votes=2000]`.
import { runBench } from './run-bench.mjs';

await runBench('voting');
