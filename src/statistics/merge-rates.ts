import { InputError } from '../errors/index.ts';
import { measureRate } from './measure-rate.ts';
import type { Rate } from './results.ts';

/**
 * The rate of two groups together: bases are added, value and interval computed anew.
 *
 * The groups must be disjoint; a customer counted in both counts twice. An average of the two values would weigh a
 * group of ten like a group of ten thousand: this does not. The confidence is that of the inputs; a rate without
 * interval takes that of the other.
 *
 * @param a - rate of the first group
 * @param b - rate of the second group
 * @returns the rate of both; complete only where both are
 * @throws InputError `inconsistent` where the two intervals have different levels, `not-a-count` where the sum is no
 *   longer a safe integer
 *
 * @example What is the repeat rate of both shops together?
 * ```ts
 * import { measureRate, mergeRates } from 'clientele/statistics';
 *
 * const paris = measureRate({ numerator: 3, denominator: 10 });
 * const lyon = measureRate({ numerator: 10, denominator: 90 });
 * mergeRates(paris, lyon).value; // => 0.13
 * ```
 */
export function mergeRates(a: Rate, b: Rate): Rate {
  const level = a.interval?.level ?? b.interval?.level;
  if (a.interval && b.interval && a.interval.level !== b.interval.level) {
    throw new InputError('inconsistent', 'b.interval.level', `expected ${level}, got ${b.interval.level}`);
  }
  return measureRate(
    { numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator },
    { complete: a.complete && b.complete, ...(level !== undefined && { level }) },
  );
}
