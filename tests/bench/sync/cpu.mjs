// Processor time of all processes: unlike seconds, it does not change with what else the machine does.
import { readdirSync, readFileSync } from 'node:fs';
import { toggleProfile } from './profile.mjs';

const total = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Ticks are hundredths of a second wherever Linux runs. */
const MS_A_TICK = 10;

/** Of a process's children, from Linux's own account (proc(5)): those that run, and those that have ended. */
const childrenOf = (pid) => {
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      if (fields[1] === pid) ticks += fields[11] + fields[12];
      if (Number(name) === pid) ticks += fields[13] + fields[14];
    } catch {
      // ended since the folder was read
    }
  return ticks * MS_A_TICK;
};

/** In the server: answers its processor time in milliseconds whenever it is asked. */
export const answerCpu = () => {
  process.on('message', (message) => {
    if (message !== 'cpu') return;
    toggleProfile('server');
    process.send?.({ cpu: total() });
  });
};

/** In the client: milliseconds of processor time so far. */
export const askCpu = (server, databasePid) =>
  new Promise((resolve) => {
    server.once('message', ({ cpu }) => {
      toggleProfile('client');
      const database = databasePid === undefined ? 0 : childrenOf(databasePid);
      resolve({ client: total(), server: cpu, database });
    });
    server.send('cpu');
  });

export const cpuSince = (before, now) => ({
  client: now.client - before.client,
  server: now.server - before.server,
  database: now.database - before.database,
});
