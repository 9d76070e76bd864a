/**
 * ln(eᵃ + eᵇ) without overflow or underflow: adds two probabilities or weights that are known by their logarithms.
 *
 * @param a - logarithm of the first term; `-Infinity` for 0
 * @param b - logarithm of the second term
 * @returns the logarithm of the sum
 *
 * @example How do I add two likelihoods that are both too small for a number?
 * ```ts
 * import { logAddExp } from 'clientele/statistics';
 *
 * logAddExp(-1000, -1000); // => ~-999.306852819
 * logAddExp(-Infinity, -3); // => -3
 * ```
 * @see Mächler 2012, "Accurately computing log(1 − exp(−|a|))", vignette of the R package Rmpfr
 */
export function logAddExp(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}
