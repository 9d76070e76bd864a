import { requireProbability } from '../errors/index.ts';

/**
 * P-values of several tests at once, adjusted so that among the findings below a level at most that share is false
 * (Benjamini and Hochberg).
 *
 * Milder than {@link adjustHolm}: for screening many segments, not for one decision that must not be wrong.
 *
 * @param pValues - one per test, each 0..1
 * @returns adjusted p-values in the same order; empty for no test
 * @throws InputError `not-a-probability` (also for NaN and for what is no number)
 *
 * @example I compared four segments: which are worth a second look?
 * ```ts
 * import { adjustBenjaminiHochberg } from 'clientele/statistics';
 *
 * adjustBenjaminiHochberg([0.01, 0.04, 0.03, 0.005]); // => [~0.02, ~0.04, ~0.04, ~0.02]
 * ```
 * @see Benjamini & Hochberg 1995, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57(1)
 */
export function adjustBenjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = pValues.map((p, i) => requireProbability(p, `pValues[${i}]`));
  const order = [...pValues.keys()].sort((i, j) => pValues[j]! - pValues[i]!);
  let smallest = 1;
  for (const [above, i] of order.entries()) {
    smallest = Math.min(smallest, (order.length * pValues[i]!) / (order.length - above));
    adjusted[i] = smallest;
  }
  return adjusted;
}
