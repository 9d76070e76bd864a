import { InputError, requireInteger, requireWithin } from '../errors/index.ts';
import type { Ratio, RoundingMode } from './ratio.ts';
import { requireRatio } from './require-ratio.ts';
import { roundQuotient } from './rounding.ts';

/** How a fraction is rounded. */
export interface RoundRatioOptions {
  /** decimal places, 0 to 15; 0 by default */
  digits?: number;
  /** by magnitude: −12.5 `half-up` is −13; `exact` refuses a rest */
  rounding: RoundingMode;
}

/**
 * A fraction as a number with a few decimals, rounded once and from the exact value: 1/8 to two digits is 0.13 half up,
 * and 1.005 is 1.01, where rounding the float gives 1.
 *
 * @param ratio - fraction of safe integers with a positive denominator
 * @param options - digits and the rounding mode
 * @returns the number nearest to the rounded decimal, never −0
 * @throws InputError `not-an-integer`, `out-of-range` for digits or a denominator below 1, `inexact`, `unknown-name`,
 * `overflow` when the digits asked for do not fit
 *
 * @example What is a score of minus one eighth of 100, as a whole number?
 * ```ts
 * import { roundRatio } from 'clientele/amounts';
 *
 * roundRatio({ numerator: -100, denominator: 8 }, { rounding: 'half-up' }); // => -13
 * roundRatio({ numerator: 1005, denominator: 1000 }, { digits: 2, rounding: 'half-up' }); // => 1.01
 * ```
 */
export function roundRatio(ratio: Ratio, options: RoundRatioOptions): number {
  const { digits = 0, rounding } = options;
  requireWithin(requireInteger(digits, 'options.digits'), { from: 0, to: 15 }, 'options.digits');
  const { numerator, denominator } = requireRatio(ratio, 'ratio');
  const scale = 10 ** digits;
  const rounded = roundQuotient(BigInt(numerator) * BigInt(scale), BigInt(denominator), rounding, 'ratio');
  // A safe integer over an exact power of ten: one division, correctly rounded.
  if (rounded !== null) return rounded / scale;
  throw new InputError(
    'overflow',
    'options.digits',
    `expected fewer digits, got ${digits} for ${numerator}/${denominator}`,
  );
}
