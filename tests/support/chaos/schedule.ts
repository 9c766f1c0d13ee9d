import { type Fault, type FaultKind, FOREIGN_ANSWERS, PASS, retryLater } from './faults.ts';
import type { SeededRandom } from './seeded-random.ts';

/** One request on its way, before its fate is decided. */
export interface Passenger {
  /** Counts from 0. */
  readonly index: number;
  readonly route: string;
  /** Bytes of the whole request, head included. */
  readonly bytes: number;
}

/** Decides what happens to each exchange. */
export type Schedule = (passenger: Passenger) => Fault;

export const alwaysPass: Schedule = () => PASS;

/** These faults in this order, one an exchange; afterwards everything passes. */
export const inOrder = (faults: readonly Fault[]): Schedule => {
  const left = [...faults];
  return () => left.shift() ?? PASS;
};

/** Bytes of an answer that a cut or a flip may hit: answers are not known yet when this is drawn. */
const ANSWER_SPAN = 1_600;
/** Milliseconds; short, so that long runs end. */
const LONGEST_DELAY = 12;

type Draw = (random: SeededRandom, passenger: Passenger) => Fault;

const moment = (random: SeededRandom): number => 1 + random.below(LONGEST_DELAY);

const DRAWS: Readonly<Record<FaultKind, Draw>> = {
  pass: () => PASS,
  drop: () => ({ kind: 'drop' }),
  delay: (random) => ({ kind: 'delay', ms: moment(random) }),
  'cut-request': (random, { bytes }) => ({ kind: 'cut-request', after: random.below(bytes + 1) }),
  'cut-answer': (random) => ({ kind: 'cut-answer', after: random.below(ANSWER_SPAN) }),
  double: (random) => ({
    kind: 'double',
    together: random.fraction() < 0.5,
    heard: random.pick(['first', 'second'] as const),
  }),
  hold: (random) => ({ kind: 'hold', ms: 4 * moment(random) }),
  echo: (random) => ({ kind: 'echo', ms: 8 * moment(random) }),
  'flip-request': (random, { bytes }) => ({
    kind: 'flip-request',
    at: random.below(bytes),
    bit: random.below(8),
  }),
  'flip-answer': (random) => ({
    kind: 'flip-answer',
    at: random.below(ANSWER_SPAN),
    bit: random.below(8),
  }),
  'stale-answer': () => ({ kind: 'stale-answer' }),
  trickle: (random) => ({ kind: 'trickle', piece: 40 + random.below(200) }),
  silence: (random) => ({ kind: 'silence', ms: moment(random) }),
  answer: (random) => ({ kind: 'answer', answer: drawAnswer(random) }),
  gateway: (random) => ({ kind: 'gateway', answer: drawAnswer(random) }),
};

const drawAnswer = (random: SeededRandom): Buffer =>
  random.pick([
    ...Object.values(FOREIGN_ANSWERS),
    retryLater(429, '1'),
    retryLater(503, '0'),
    retryLater(503, 'Wed, 21 Oct 2015 07:28:00 GMT'),
    retryLater(429, 'soon'),
  ]);

export const FAULT_KINDS = Object.keys(DRAWS) as readonly FaultKind[];

/** Every kind of fault by chance; `rate` is the share of exchanges that are not simply passed. */
export const randomFaults =
  (random: SeededRandom, rate: number, kinds: readonly FaultKind[] = FAULT_KINDS): Schedule =>
  (passenger) =>
    random.fraction() < rate ? DRAWS[random.pick(kinds)](random, passenger) : PASS;
