/**
 * The digamma function ψ(x), the slope of ln Γ, for x above 0.
 *
 * Moved up to 8 by ψ(x + 1) = ψ(x) + 1/x, then the asymptotic series with seven terms. Error below 1e-13 of the value,
 * absolutely near its root 1.4616.
 *
 * @param x - argument, above 0
 * @returns ψ(x); `-Infinity` at 0, `NaN` below 0
 *
 * @example What does the log of a gamma-distributed rate average to?
 * ```ts
 * import { digamma } from 'clientele/statistics';
 *
 * digamma(0.5); // => ~-1.963510026021
 * digamma(2) - Math.log(4); // => ~-0.963510026021
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 6.3.5 and 6.3.18
 */
export function digamma(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  let shift = 0;
  let y = x;
  while (y < 8) shift += 1 / y++;
  const inverse = 1 / y;
  const t = inverse * inverse;
  const tail = 1 / 240 - t * (1 / 132 - t * (691 / 32760 - t / 12));
  return Math.log(y) - 0.5 * inverse - t * (1 / 12 - t * (1 / 120 - t * (1 / 252 - t * tail))) - shift;
}
