import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The edge of the machine as scripts: `lp`, `lpstat` and `cancel` that say what CUPS says, word for
 * word as a real one did for a backend in each of these states.
 */
export interface FakeCups {
  readonly folder: string;
  /** Arguments of each `lp`, one a line. */
  lpArguments(): Promise<string>;
  /** What was given to `lp`. */
  paper(): Promise<Uint8Array>;
  cancelled(): Promise<string>;
  remove(): Promise<void>;
}

export interface CupsBehaviour {
  /** Shell lines of `lp`, after it has taken its input; left out: it takes the job. */
  readonly lp?: string;
  /** Looks at the queue for which the job is still there; left out: 2. */
  readonly looks?: number;
  /** Shell lines of `lpstat -p`. */
  readonly printer?: string;
  /** "Alerts:" of the job once it has ended. */
  readonly ended?: string;
  /** Shell lines before anything that `lpstat` does. */
  readonly lpstat?: string;
}

const JOB = (alerts: string): string =>
  `printf 'front-12               root              1024   Wed Nov 25 22:17:31 2026\\n\\tStatus: \\n\\tAlerts: ${alerts}\\n\\tqueued for front\\n'`;

export const PRINTER_IDLE = `printf 'printer front now printing front-12.  enabled since Wed Nov 25\\n\\tAlerts: none\\n'`;
export const PRINTER_EMPTY = `printf 'printer front now printing front-12.  enabled since Wed Nov 25\\n\\tout of paper\\n\\tAlerts: media-empty-error\\n'`;
export const PRINTER_PULLED_OUT = `printf 'printer front now printing front-12.  enabled since Wed Nov 25\\n\\tAlerts: connecting-to-device\\n'`;
export const PRINTER_STOPPED = `printf 'printer front disabled since Wed Nov 25 22:17:37 2026 -\\n\\treason unknown\\n\\tAlerts: paused\\n'`;

export const createFakeCups = async (behaviour: CupsBehaviour = {}): Promise<FakeCups> => {
  const folder = await mkdtemp(join(tmpdir(), 'fake-cups-'));
  const script = async (name: string, lines: string): Promise<void> => {
    await writeFile(join(folder, name), `#!/bin/sh\ncd "${folder}"\n${lines}\n`);
    await chmod(join(folder, name), 0o755);
  };
  const { looks = 2, printer = PRINTER_IDLE, ended = 'processing-to-stop-point' } = behaviour;
  await script(
    'lp',
    `echo "$@" >> lp.args\ncat > paper.pdf\n${behaviour.lp ?? "echo 'request id is front-12 (0 file(s))'"}`,
  );
  await script(
    'lpstat',
    `${behaviour.lpstat ?? ''}
case "$*" in
  *-p*) ${printer} ;;
  *not-completed*)
    echo x >> looks
    if [ "$(wc -l < looks)" -le ${looks} ]; then ${JOB('job-printing')}; fi ;;
  *) ${ended === '' ? ':' : JOB(ended)} ;;
esac`,
  );
  await script('cancel', 'echo "$@" >> cancel.args');
  const text = (name: string): Promise<string> =>
    readFile(join(folder, name), 'utf8').catch(() => '');
  return {
    folder,
    lpArguments: () => text('lp.args'),
    paper: () => readFile(join(folder, 'paper.pdf')),
    cancelled: () => text('cancel.args'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
