/**
 * The trigamma function ψ′(x), the curvature of ln Γ, for x above 0.
 *
 * Moved up to 8 by ψ′(x + 1) = ψ′(x) − 1/x², then the asymptotic series with eight terms. Error below 1e-13 of the
 * value.
 *
 * @param x - argument, above 0
 * @returns ψ′(x), above 0; `Infinity` at 0 and where the value passes the largest number, `NaN` below 0
 *
 * @example How much does the log of a gamma-distributed rate vary?
 * ```ts
 * import { trigamma } from 'clientele/statistics';
 *
 * trigamma(0.5); // => ~4.934802200545
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 6.4.6 and 6.4.12
 */
export function trigamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  let shift = 0;
  let y = x;
  while (y < 8) {
    shift += 1 / y / y;
    y++;
  }
  const inverse = 1 / y;
  const t = inverse * inverse;
  const tail = 1 / 30 - t * (5 / 66 - t * (691 / 2730 - t * (7 / 6 - t * (3617 / 510))));
  return inverse * (1 + 0.5 * inverse + t * (1 / 6 - t * (1 / 30 - t * (1 / 42 - t * tail)))) + shift;
}
