import { requireProbability } from '../errors/index.ts';
import { horner } from './normal-tail.ts';

// Wichura 1988, AS 241 (PPND16): three ranges of p, relative error about 1e-16.
const A = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
] as const;
const B = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
] as const;
const C = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
] as const;
const D = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
] as const;
const E = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
] as const;
const F = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
] as const;

/**
 * The number of standard deviations below which a standard normal variable lies with probability p, Φ⁻¹(p).
 *
 * A two-sided interval of level c needs `normalQuantile((1 + c) / 2)`: compute it instead of writing 1.96. For an upper
 * tail of less than 1e-10 take the lower one and change the sign: 1 − p has lost the digits before this function sees it.
 *
 * @param p - probability, 0..1
 * @returns z, to 1e-15 of its value; `-Infinity` at 0 and `Infinity` at 1
 * @throws InputError `not-a-probability` (also for NaN and for what is no number)
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
