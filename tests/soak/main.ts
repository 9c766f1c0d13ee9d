import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { layCable } from '../support/journeys/cable.ts';
import { startKioskProgram, writeKioskFile } from '../support/journeys/kiosk-program.ts';
import type { KioskProgram } from '../support/journeys/kiosk-program.ts';
import { startPortalProgram } from '../support/journeys/portal-program.ts';
import { DeskClient, signIn } from '../support/portal/desk-client.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';
import { letIn, visit } from './kiosk-visitor.ts';
import type { Visit, Visitor } from './kiosk-visitor.ts';
import { growthOf, heldMegabytes, residentMegabytes } from './memory.ts';
import type { Sample } from './memory.ts';

/**
 * Many citizens at one kiosk while things go wrong around it: real processes, real files, a real
 * portal. In its first tenth the kiosk is killed again and again; then one life of it is watched.
 * Ends with 1 when an application was lost, came twice, or memory grew.
 */
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '1000' },
    /** Ends earlier, with what was done till then. */
    minutes: { type: 'string', default: '120' },
    /** Milliseconds between two citizens. */
    pause: { type: 'string', default: '0' },
    /** Writes a heap snapshot into this folder at each look at the memory. */
    snapshots: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const sessions = Number(values.sessions);
const endAt = Date.now() + Number(values.minutes) * 60_000;
/**
 * Megabytes after collection that one life may grow in a thousand sessions. What is kept on purpose
 * grows too: of each submission the record and the case, a few kilobytes until the retention ends.
 */
const MOST_GROWTH = 10;
/** Sessions between two looks at the memory: each stops the kiosk for a moment. */
const LOOK_EVERY = 20;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const folder = await makeTemporaryFolder('asan-soak');
await mkdir(join(folder.path, 'portal'), { recursive: true });
let portal = await startPortalProgram({ folder: join(folder.path, 'portal') });
const cable = await layCable(portal.address);
const data = join(folder.path, 'kiosk');
const config = writeKioskFile(data, cable.url, portal.enrolment);
const startKiosk = (): Promise<KioskProgram> =>
  startKioskProgram(config, data, {
    args: ['--expose-gc', '--import', './tests/soak/measure-heap.mjs'],
    ...(values.snapshots !== undefined && { env: { SOAK_SNAPSHOTS: resolve(values.snapshots) } }),
  });
let kiosk = await startKiosk();
for (
  let tries = 0;
  tries < 300 && !kiosk.lines.some((line) => line.includes('sync.enrolled'));
  tries += 1
)
  await wait(100);
let visitor: Visitor = await letIn(kiosk.address);

const counts: Record<Visit, number> = { applied: 0, left: 0, mistaken: 0, failed: 0 };
const faults = { cuts: 0, kills: 0, portalRestarts: 0 };
const samples: Sample[] = [];
const resident: Sample[] = [];
const killsUntil = Math.ceil(sessions / 10);
const started = Date.now();
let done = 0;

const restartKiosk = async (): Promise<void> => {
  await kiosk.kill();
  kiosk = await startKiosk();
  visitor = await letIn(kiosk.address);
  faults.kills += 1;
};

const restartPortal = async (): Promise<void> => {
  await portal.kill();
  portal = await startPortalProgram({ folder: join(folder.path, 'portal') });
  cable.plugInto(portal.address);
  faults.portalRestarts += 1;
};

const makeTrouble = async (number: number): Promise<void> => {
  if (number <= killsUntil && number % Math.max(1, Math.floor(killsUntil / 5)) === 0)
    await restartKiosk();
  if (number % 20 === 5) {
    cable.cut();
    faults.cuts += 1;
  }
  if (number % 20 === 12) cable.mend();
  if (number % 200 === 150) await restartPortal();
};

for (let number = 1; number <= sessions && Date.now() < endAt; number += 1) {
  await makeTrouble(number);
  const kind = number % 10 === 3 ? 'left' : number % 10 === 7 ? 'mistaken' : 'applied';
  counts[await visit(visitor, kind, number)] += 1;
  done = number;
  if (number > killsUntil && number % LOOK_EVERY === 0) {
    resident.push({ session: number, megabytes: residentMegabytes(kiosk.pid) });
    samples.push({ session: number, megabytes: await heldMegabytes(kiosk) });
    const [held, whole] = [samples.at(-1), resident.at(-1)].map((one) => one?.megabytes ?? 0);
    process.stderr.write(
      `${number} sessions: ${held?.toFixed(1)} MB held, ${whole?.toFixed(0)} MB resident\n`,
    );
  }
  await wait(Number(values.pause));
}

cable.mend();
const { name, password } = portal.official;
const { cookie } = await signIn(portal.address, { name, password });
const desk = new DeskClient(portal.address);
desk.cookie = cookie;
const countReceived = async (): Promise<number> => {
  const { kiosks } = await desk.call('listKiosks', {});
  return kiosks.reduce((sum, { submissions }) => sum + submissions, 0);
};
for (let tries = 0; tries < 600 && (await countReceived()) < counts.applied; tries += 1)
  await wait(500);
// What came twice would come now.
await wait(3_000);
const received = await countReceived();

const growth = growthOf(samples);
const residents = growthOf(resident);
const minutes = (Date.now() - started) / 60_000;
const isFlat = growth.perThousand <= MOST_GROWTH;
const report = {
  sessions: done,
  minutes: Number(minutes.toFixed(1)),
  ...counts,
  received,
  ...faults,
  /** After collection, in one life. */
  memory: {
    early: Number(growth.early.toFixed(1)),
    late: Number(growth.late.toFixed(1)),
    perThousand: Number(growth.perThousand.toFixed(1)),
  },
  resident: { early: Math.round(residents.early), late: Math.round(residents.late) },
};
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else
  process.stdout.write(
    [
      `${done} sessions in ${minutes.toFixed(1)} minutes: ${counts.applied} applied, ${counts.left} left, ${counts.mistaken} mistaken, ${counts.failed} failed`,
      `the portal received ${received} of ${counts.applied}`,
      `faults: ${faults.kills} kills of the kiosk, ${faults.portalRestarts} of the portal, ${faults.cuts} cuts of the cable`,
      `held after collection in one life: ${report.memory.early} MB early, ${report.memory.late} MB late, ${report.memory.perThousand} MB a thousand sessions`,
      `resident: ${report.resident.early} MB early, ${report.resident.late} MB late`,
      '',
    ].join('\n'),
  );
await kiosk.stop();
await cable.close();
await portal.stop();
await folder.remove();
process.exitCode = received === counts.applied && counts.failed === 0 && isFlat ? 0 : 1;
