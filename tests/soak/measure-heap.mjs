// Loaded into the kiosk's process by the soak (`node --expose-gc --import`): at SIGUSR2 it collects
// what nobody holds any more and says what is left, in bytes. With SOAK_SNAPSHOTS it also writes a
// heap snapshot there, for a look at what grows.
import { join } from 'node:path';
import { writeHeapSnapshot } from 'node:v8';

let count = 0;
process.on('SIGUSR2', () => {
  // The second finds what finalisers of the first have let go.
  globalThis.gc?.();
  setImmediate(() => {
    globalThis.gc?.();
    const folder = process.env['SOAK_SNAPSHOTS'];
    if (folder !== undefined) writeHeapSnapshot(join(folder, `${(count += 1)}.heapsnapshot`));
    process.stdout.write(`${JSON.stringify({ collected: process.memoryUsage() })}\n`);
  });
});
