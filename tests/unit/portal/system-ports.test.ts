import { expect, it } from 'vitest';
import { createLineLog } from '../../../portal/system-ports.ts';

it('logs one JSON object a line, in the fields of the kiosk’s log, which no detail replaces', () => {
  const lines: string[] = [];
  const log = createLineLog((line) => lines.push(line), { now: () => 0 });
  log.warn('kiosk.alarm_raised', { kind: 'gap\n', seq: undefined, level: 'none' });
  expect(lines).toEqual([
    '{"kind":"gap\\n","level":"warn","time":"1970-01-01T00:00:00.000Z","event":"kiosk.alarm_raised"}\n',
  ]);
});
