import { InputError, requireInteger } from '../errors/index.ts';
import type { Ratio, RoundingMode } from './ratio.ts';
import { requireRatio } from './require-ratio.ts';
import { roundQuotient, stepsUp } from './rounding.ts';

/**
 * A whole amount times an exact fraction, rounded once: points for an order, the price of points. Multiplying first and
 * rounding last is what keeps `Math.floor(0.29 * 100)` from being 28.
 *
 * @param integer - points or minor units, a safe integer
 * @param ratio - fraction of safe integers with a positive denominator
 * @param rounding - by magnitude: −12.5 `half-up` is −13; `exact` refuses a rest
 * @returns a safe integer, never −0
 * @throws InputError `not-an-integer`, `out-of-range` for a denominator below 1, `inexact`, `overflow`, `unknown-name`
 *
 * @example How many points do 49.90 euros earn at one and a quarter points per euro?
 * ```ts
 * import { decimalRatio, multiplyRatio, multiplyRatios } from 'clientele/amounts';
 *
 * const perCent = multiplyRatios([decimalRatio('1.25', 'rate'), { numerator: 1, denominator: 100 }]);
 * multiplyRatio(4990, perCent, 'down'); // => 62
 * multiplyRatio(4990, perCent, 'up'); // => 63
 * multiplyRatio(4990, perCent, 'exact'); // => throws 'inexact'
 * ```
 */
export function multiplyRatio(integer: number, ratio: Ratio, rounding: RoundingMode): number {
  const { numerator, denominator } = ratio;
  const product = integer * numerator;
  if (
    !Number.isSafeInteger(product) ||
    !Number.isSafeInteger(integer) ||
    !Number.isSafeInteger(numerator) ||
    !Number.isSafeInteger(denominator) ||
    denominator <= 0
  ) {
    return multiplyLarge(integer, ratio, rounding);
  }
  // The quotient of safe integers never rounds up to the next whole number: that one is 1/denominator away or more, and
  // half a last bit of the quotient is less. So cutting it off is exact, and cheaper than the remainder.
  const whole = Math.trunc(product / denominator);
  if (rounding === 'down') return whole + 0;
  const rest = product - whole * denominator;
  if (rest === 0) return whole + 0;
  if (!stepsUp(rounding, 2 * Math.abs(rest) - denominator, whole % 2 !== 0, 'integer')) return whole + 0;
  return product < 0 ? whole - 1 : whole + 1;
}

function multiplyLarge(integer: number, ratio: Ratio, rounding: RoundingMode): number {
  requireInteger(integer, 'integer');
  const { numerator, denominator } = requireRatio(ratio, 'ratio');
  const rounded = roundQuotient(BigInt(integer) * BigInt(numerator), BigInt(denominator), rounding, 'integer');
  if (rounded !== null) return rounded;
  throw new InputError(
    'overflow',
    'integer',
    `expected a product within ±(2^53 - 1), got ${integer} × ${numerator}/${denominator}`,
  );
}
