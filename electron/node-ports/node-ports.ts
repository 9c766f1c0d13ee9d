import type { KeyWrap, Ports } from '../core/ports.ts';
import { createNodeClock } from './clock.ts';
import { createNodeFiles } from './files.ts';
import { createIds } from './ids.ts';
import { createLog } from './log.ts';
import { createNodeNetwork } from './network.ts';
import { createNodeRandom } from './random.ts';

/** All that the core needs, from Node. What differs between hosts is given: the key wrap, and where log lines go. */
export const createNodePorts = (given: {
  readonly keyWrap: KeyWrap;
  readonly writeLog: (line: string) => void;
}): Ports => {
  const clock = createNodeClock();
  const random = createNodeRandom();
  return {
    clock,
    random,
    ids: createIds(clock, random),
    network: createNodeNetwork(),
    files: createNodeFiles(),
    keyWrap: given.keyWrap,
    log: createLog(given.writeLog, () => clock.now()),
  };
};
