import { betaTail } from './beta-tail.ts';

/**
 * The regularized incomplete beta function I_x(a, b): the probability that a Beta(a, b) variable is at most x.
 *
 * Binomial, Student, F and Beta probabilities are all this function. The error is below 1e-12 of the value for shapes
 * from 0.01 to 1e15, also far out in the lower tail; for a small upper tail take `regularizedBeta(1 − x, b, a)`, which
 * loses nothing where 1 minus this value would. Smaller shapes keep 1e-15 absolutely.
 *
 * @param x - upper limit, 0..1; outside it the nearer end is taken
 * @param a - first shape, above 0
 * @param b - second shape, above 0
 * @returns probability, 0..1; `NaN` where an argument is NaN
 *
 * @example How sure am I that the true churn rate is below 30 %, after 2 of 10 customers left?
 * ```ts
 * import { regularizedBeta } from 'clientele/statistics';
 *
 * regularizedBeta(0.3, 3, 9); // => ~0.68725954575
 * ```
 * @see DiDonato & Morris 1992, "Algorithm 708", ACM Transactions on Mathematical Software 18(3), equations 7 and 9
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  return x >= 1 ? 1 : betaTail(x, 1 - x, a, b);
}
