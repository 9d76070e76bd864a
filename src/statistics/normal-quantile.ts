import { requireProbability } from '../errors/index.ts';
import { horner } from './normal-tail.ts';

// Wichura 1988, AS 241 (PPND16): three ranges of p, relative error about 1e-16.
const A = [
  2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
  1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.387132872796366608,
] as const;
const B = [
  5.226495278852854561e3, 2.8729085735721942674e4, 3.930789580009271061e4, 2.1213794301586595867e4,
  5.3941960214247511077e3, 6.871870074920579083e2, 4.2313330701600911252e1, 1,
] as const;
const C = [
  7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
] as const;
const D = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1,
  6.8976733498510000455e-1, 1.6763848301838038494, 2.05319162663775882187, 1,
] as const;
const E = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3, 2.65321895265761230930e-2,
  2.9656057182850489123e-1, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
] as const;
const F = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  1.48753612908506148525e-2, 1.3692988092273580531e-1, 5.9983220655588793769e-1, 1,
] as const;

/**
 * The number of standard deviations below which a standard normal variable lies with probability p, Φ⁻¹(p).
 *
 * A two-sided interval of level c needs `normalQuantile((1 + c) / 2)`: compute it instead of writing 1.96. For an upper
 * tail of less than 1e-10 take the lower one and change the sign: 1 − p has lost the digits before this function sees it.
 *
 * @param p - probability, 0..1
 * @returns z, to 1e-15 of its value; `-Infinity` at 0 and `Infinity` at 1
 * @throws InputError `wrong-type`, `not-finite`, `not-a-probability`
 *
 * @example How wide is a 95 % interval in standard errors?
 * ```ts
 * import { normalQuantile } from 'clientele/statistics';
 *
 * normalQuantile(0.975); // => ~1.959963984540054
 * normalQuantile(95); // => throws 'not-a-probability'
 * ```
 * @see Wichura 1988, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37(3)
 */
export function normalQuantile(p: number): number {
  requireProbability(p, 'p');
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * horner(A, r)) / horner(B, r);
  }
  const tail = fromMiddle < 0 ? p : 1 - p;
  if (tail === 0) return fromMiddle < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const z = r <= 5 ? horner(C, r - 1.6) / horner(D, r - 1.6) : horner(E, r - 5) / horner(F, r - 5);
  return fromMiddle < 0 ? -z : z;
}
