import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './demonstration.mjs';

const PEOPLE = [
  { number: '101', name: 'Leyla (nümunə)', role: 'operator' },
  { number: '201', name: 'Kamran (nümunə)', role: 'supervisor' },
  { number: '301', name: 'Tural (nümunə)', role: 'technician' },
];

/** A PIN that the command accepts, with what it printed; a too simple one is drawn again. */
const drawPin = (command) => {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    const { status, stdout, error } = spawnSync(process.execPath, [command], {
      input: `${pin}\n`,
      encoding: 'utf8',
    });
    if (error !== undefined || (status !== 0 && status !== 1))
      throw new Error(`${command} does not run: ${error?.message ?? `code ${status}`}`);
    if (status === 0) return { pin, hash: stdout.trim() };
  }
};

/**
 * The demonstration's staff: made once, with PINs of chance, and kept in a file for the owner's eyes.
 * A real kiosk has hashes only; here the PINs are kept as well, so that they can be printed again.
 */
export const createDemoStaff = (at, hashCommand) => {
  const path = join(at.kiosk, 'demo-staff.json');
  const kept = readJson(path);
  if (kept !== undefined) return kept;
  const staff = PEOPLE.map((person) => ({ ...person, ...drawPin(hashCommand) }));
  mkdirSync(at.kiosk, { recursive: true });
  writeFileSync(path, `${JSON.stringify(staff, null, 2)}\n`, { mode: 0o600 });
  return staff;
};
