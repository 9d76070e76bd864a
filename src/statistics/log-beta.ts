import { logGamma } from './log-gamma.ts';
import { HALF_LOG_TWO_PI, stirlingError } from './stirling-error.ts';

/**
 * Natural logarithm of the beta function, ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b).
 *
 * The three terms of the definition cancel when one argument is far larger than the other (a = 1, b = 1e15 leaves no
 * digit); here the large parts are cancelled on paper first, so the error stays below 1e-13 of the value, or absolutely
 * where the value is near 0.
 *
 * @param a - first shape, above 0
 * @param b - second shape, above 0; the order of the two does not matter
 * @returns ln B(a, b); `NaN` where a shape is negative
 *
 * @example What is the normalizing constant of a churn belief of 2 lost in 10?
 * ```ts
 * import { logBeta } from 'clientele/statistics';
 *
 * logBeta(2, 8); // => ~-4.276666119016
 * logBeta(1, 1e15); // => ~-34.538776394911
 * ```
 * @see DiDonato & Morris 1992, "Algorithm 708", ACM Transactions on Mathematical Software 18(3), section on BETALN
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const sum = small + large;
  if (!(large >= 8)) return logGamma(small) + logGamma(large) - logGamma(sum);
  const logRest = Math.log1p(-small / sum);
  const correction = stirlingError(large) - stirlingError(sum);
  if (small < 8) {
    return logGamma(small) + correction + small * (1 - Math.log(sum)) + (large - 0.5) * logRest;
  }
  const logShare = Math.log(small / sum);
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    stirlingError(small) +
    correction +
    (small - 0.5) * logShare +
    large * logRest
  );
}
