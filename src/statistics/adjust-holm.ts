import { requireProbability } from '../errors/index.ts';

/**
 * P-values of several tests at once, adjusted so that the chance of even one false alarm stays below the level (Holm).
 *
 * @param pValues - one per test, each 0..1
 * @returns adjusted p-values in the same order; empty for no test
 * @throws InputError `not-a-probability` (also for NaN and for what is no number)
 *
 * @example I compared four segments: which differences survive?
 * ```ts
 * import { adjustHolm } from 'clientele/statistics';
 *
 * adjustHolm([0.01, 0.04, 0.03, 0.005]); // => [~0.03, ~0.06, ~0.06, ~0.02]
 * ```
 * @see Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6(2)
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const adjusted = pValues.map((p, i) => requireProbability(p, `pValues[${i}]`));
  const order = [...pValues.keys()].sort((i, j) => pValues[i]! - pValues[j]!);
  let largest = 0;
  for (const [rank, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[i]!));
    adjusted[i] = largest;
  }
  return adjusted;
}
