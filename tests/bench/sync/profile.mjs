// BENCH_PROFILE=FOLDER: writes what each process did between the two looks at its processor time.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

const MICROSECONDS = 500;
let session;

/** Begins a profile, or ends it and writes it. */
export const toggleProfile = (name) => {
  const folder = process.env.BENCH_PROFILE;
  if (folder === undefined) return;
  if (session === undefined) {
    session = new Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS });
    session.post('Profiler.start');
    return;
  }
  session.post('Profiler.stop', (error, result) => {
    if (error) throw error;
    const { profile } = result;
    writeFileSync(join(folder, `${name}-${process.pid}.cpuprofile`), JSON.stringify(profile));
  });
  session = undefined;
};
