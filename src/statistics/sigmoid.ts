/**
 * The logistic function 1 / (1 + e⁻ˣ): turns a logit into a probability, exact in both tails.
 *
 * @param x - logit, any number
 * @returns probability, 0..1
 *
 * @example What churn probability is a score of −2 on the logit scale?
 * ```ts
 * import { sigmoid } from 'clientele/statistics';
 *
 * sigmoid(-2); // => ~0.119202922022
 * sigmoid(0); // => 0.5
 * ```
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}
