import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { inverseModulo, toBytes, toNumber } from '../../../electron/core/voting/big-numbers.ts';

/** A request for a token, as a registrar that writes everything down has it, in order of arrival. */
export interface SeenRequest {
  readonly fin: string;
  /** base64url */
  readonly blinded: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** A ballot, as whoever watches the network and copies the ballot box has it, in order of arrival. */
export interface SeenBallot {
  /** Names it. */
  readonly sealed: string;
  /** base64url */
  readonly sig: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** Everything that everybody knows but the voter: all tables, all logs, all traffic and the registrar's private key. */
export interface Evidence {
  readonly privateKey: KeyObject;
  readonly requests: readonly SeenRequest[];
  readonly ballots: readonly SeenBallot[];
}

/** Who is believed to have cast which ballot. */
export type Guess = ReadonlyMap<string, string>;

const BITS = 2048;
/** A blinding factor that is shorter by so much happens by chance once in 2^64. */
const SUSPICIOUS = BITS - 64;

interface Pair {
  readonly fin: string;
  readonly sealed: string;
  /** The factor with which this request would be the blinded form of this ballot. */
  readonly factor: bigint;
}

const factors = ({ privateKey, requests, ballots }: Evidence): readonly Pair[] => {
  const raw = { key: privateKey, padding: constants.RSA_NO_PADDING };
  const { n } = privateKey.export({ format: 'jwk' });
  const modulus = toNumber(Buffer.from(n ?? '', 'base64url'));
  return ballots.flatMap(({ sealed, sig }) => {
    // What was signed is public: the signature to the public exponent.
    const encoded = toNumber(publicEncrypt(raw, Buffer.from(sig, 'base64url')));
    const inverse = inverseModulo(encoded, modulus) ?? 0n;
    return requests.map(({ fin, blinded }) => {
      const power = (toNumber(Buffer.from(blinded, 'base64url')) * inverse) % modulus;
      return { fin, sealed, factor: toNumber(privateDecrypt(raw, toBytes(power, BITS / 8))) };
    });
  });
};

/** Looks for pairs whose factor is no honest one: short, or the same as another's. */
export const byFactors = (evidence: Evidence): Guess => {
  const pairs = factors(evidence);
  const seen = new Map<bigint, number>();
  for (const { factor } of pairs) seen.set(factor, (seen.get(factor) ?? 0) + 1);
  const odd = pairs.filter(
    ({ factor }) => factor.toString(2).length < SUSPICIOUS || (seen.get(factor) ?? 0) > 1,
  );
  return new Map(odd.map(({ fin, sealed }) => [fin, sealed]));
};

/** First come, first sent. */
export const byOrder = ({ requests, ballots }: Evidence): Guess =>
  new Map(requests.map(({ fin }, place) => [fin, ballots[place]?.sealed ?? '']));

/** Last come, first sent. */
export const byReverseOrder = ({ requests, ballots }: Evidence): Guess =>
  new Map(requests.map(({ fin }, place) => [fin, ballots.at(-1 - place)?.sealed ?? '']));

const numbersOf = (fields: SeenBallot['fields']): readonly number[] =>
  Object.values(fields).filter((value) => typeof value === 'number');

/** For each request the ballot with the nearest number of any kind: a moment, or a running number. */
export const byMoments = ({ requests, ballots }: Evidence): Guess => {
  const guess = new Map<string, string>();
  for (const { fin, fields } of requests) {
    const distances = ballots.flatMap(({ sealed, fields: other }) =>
      numbersOf(fields).flatMap((mine) =>
        numbersOf(other).map((theirs) => ({ sealed, distance: Math.abs(mine - theirs) })),
      ),
    );
    const nearest = distances.sort((one, two) => one.distance - two.distance)[0];
    if (nearest !== undefined) guess.set(fin, nearest.sealed);
  }
  return guess;
};

const LONG_ENOUGH = 8;

/** Any text that stands on both sides, and not with everybody. */
export const bySharedValues = ({ requests, ballots }: Evidence): Guess => {
  const guess = new Map<string, string>();
  for (const { fin, fields } of requests)
    for (const value of Object.values(fields)) {
      const text = String(value);
      const holders = ballots.filter(({ fields: other }) =>
        Object.values(other).some((theirs) => String(theirs).includes(text)),
      );
      const only = holders.length === 1 ? holders[0] : undefined;
      if (text.length >= LONG_ENOUGH && only !== undefined) guess.set(fin, only.sealed);
    }
  return guess;
};

export const ATTACKS = { byFactors, byOrder, byReverseOrder, byMoments, bySharedValues } as const;
export type AttackName = keyof typeof ATTACKS;

/** How many of its guesses each attack has right, in parts of all voters. */
export const runAttacks = (evidence: Evidence, truth: Guess): Record<AttackName, number> => {
  const score = (name: AttackName): number =>
    [...ATTACKS[name](evidence)].filter(([fin, sealed]) => truth.get(fin) === sealed).length /
    truth.size;
  return {
    byFactors: score('byFactors'),
    byOrder: score('byOrder'),
    byReverseOrder: score('byReverseOrder'),
    byMoments: score('byMoments'),
    bySharedValues: score('bySharedValues'),
  };
};
