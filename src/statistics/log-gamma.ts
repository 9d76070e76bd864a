import { HALF_LOG_TWO_PI, stirlingError } from './stirling-error.ts';

/**
 * Natural logarithm of the gamma function, ln Γ(x), for x above 0.
 *
 * Use it instead of the gamma function itself, which overflows beyond 171. Below 8 the argument is moved up by the
 * recurrence Γ(x + 1) = x Γ(x), so one logarithm of a product is taken instead of several; from 8 on Stirling's series
 * with seven terms is exact to the last digits. The error is below 1e-14 of the value, or absolutely near 1 and 2,
 * where the value itself is 0.
 *
 * @param x - argument, above 0
 * @returns ln Γ(x); `Infinity` at 0, `NaN` below 0
 *
 * @example In how many orders can ten customers be called?
 * ```ts
 * import { logGamma } from 'clientele/statistics';
 *
 * Math.round(Math.exp(logGamma(11))); // => 3628800
 * logGamma(0.5); // => ~0.5723649429247
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 6.1.15 and 6.1.41
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x >= 8) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
  let shifted = x;
  let product = 1;
  while (shifted < 8) product *= shifted++;
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingError(shifted) - Math.log(product);
}
