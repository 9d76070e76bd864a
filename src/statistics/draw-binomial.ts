import { requireCount, requireProbability, requireWithin } from '../errors/index.ts';
import type { RandomState } from './create-random.ts';
import { nextUniform } from './next-uniform.ts';
import { portableExp, portableLog } from './portable-log.ts';
import { portableLogFactorial } from './portable-log-factorial.ts';

/**
 * A draw from the binomial distribution: how many of n trials succeed.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**
 * @param n - trials, a count up to 1e9
 * @param p - chance of each, 0..1
 * @returns a whole number from 0 to n
 * @throws InputError `not-a-count`, `out-of-range`, `not-a-probability`
 *
 * @example How many of 20 invited customers may come, at 30 % each?
 * ```ts
 * import { createRandom, drawBinomial } from 'clientele/statistics';
 *
 * drawBinomial(createRandom(1), 20, 0.3); // => 3
 * drawBinomial(createRandom(1), 20, 1); // => 20
 * drawBinomial(createRandom(1), 20, 30); // => throws 'not-a-probability'
 * ```
 * @see Hörmann 1993, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46
 * (BTRS, from n·p = 10); Kachitvichyanukul & Schmeiser 1988 (inversion, below)
 */
export function drawBinomial(random: RandomState, n: number, p: number): number {
  requireCount(n, 'n');
  requireWithin(n, { to: 1e9 }, 'n');
  requireProbability(p, 'p');
  if (n === 0 || p === 0) return 0;
  if (p === 1) return n;
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  return n * p < 10 ? byInversion(random, n, p) : byRejection(random, n, p);
}

function byInversion(random: RandomState, n: number, p: number): number {
  const odds = p / (1 - p);
  let rest = nextUniform(random);
  let probability = portableExp(n * portableLog(1 - p));
  let count = 0;
  while (rest >= probability && count < n && count < 200) {
    rest -= probability;
    count++;
    probability *= ((n - count + 1) / count) * odds;
  }
  return count;
}

function byRejection(random: RandomState, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = portableLog(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  const top = portableLogFactorial(mode) + portableLogFactorial(n - mode);
  for (;;) {
    const u = nextUniform(random) - 0.5;
    const v = 1 - nextUniform(random);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= squeeze) return k;
    const left = portableLog((v * alpha) / (a / (us * us) + b));
    if (left <= top - portableLogFactorial(k) - portableLogFactorial(n - k) + (k - mode) * logOdds) return k;
  }
}
