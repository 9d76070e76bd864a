/**
 * ln(1 + eˣ), the "softplus" of logistic likelihoods, without overflow and without losing small values.
 *
 * @param x - any number
 * @returns ln(1 + eˣ), at least 0
 *
 * @example What does a logit of 40 cost in log-likelihood when the customer stayed?
 * ```ts
 * import { log1pExp } from 'clientele/statistics';
 *
 * log1pExp(40); // => 40
 * log1pExp(0); // => ~0.69314718056
 * ```
 * @see Mächler 2012, "Accurately computing log(1 − exp(−|a|))", equation 10, vignette of the R package Rmpfr
 */
export function log1pExp(x: number): number {
  if (x <= -37) return Math.exp(x);
  if (x <= 18) return Math.log1p(Math.exp(x));
  return x < 33.3 ? x + Math.exp(-x) : x;
}
