import { requireFinite } from '../errors/index.ts';

/** Between which two points a root or a maximum lies, and how closely it is wanted. */
export interface BracketOptions {
  /** lower end of the bracket, included */
  low: number;
  /** upper end, above `low`, included */
  high: number;
  /** width, as a share of the bracket, at which to stop; default 1e-12 for roots, 1e-9 for maxima */
  tolerance?: number;
}

/**
 * The point in a bracket at which a continuous function is 0.
 *
 * Never leaves the bracket and never needs more steps than about twice what halving would; smooth functions take 6 to 12.
 *
 * @param f - continuous on the bracket
 * @param options - the bracket; f must have different signs at its ends (or be 0 at one)
 * @returns the root; null when f has one sign at both ends
 * @throws InputError `not-finite` when an end, or f at an end, is not finite
 *
 * @example Which monthly price pays for itself?
 * ```ts
 * import { findRoot } from 'clientele/statistics';
 *
 * findRoot((price) => price * (100 - price) - 900, { low: 0, high: 50 }); // => ~10
 * findRoot((price) => price + 1, { low: 0, high: 50 }); // => null
 * ```
 * @see Brent 1973, "Algorithms for Minimization Without Derivatives", chapter 4 (zero)
 */
export function findRoot(f: (x: number) => number, options: BracketOptions): number | null {
  const { low, high, tolerance = 1e-12 } = options;
  let a = requireFinite(low, 'options.low');
  let b = requireFinite(high, 'options.high');
  const width = tolerance * Math.abs(b - a);
  let fa = requireFinite(f(a), 'f(options.low)');
  let fb = requireFinite(f(b), 'f(options.high)');
  if (fa === 0) return a + 0;
  if (fb === 0) return b + 0;
  if (fa > 0 === fb > 0) return null;
  let c = a;
  let fc = fa;
  let d = b - a;
  let e = d;
  for (let step = 0; step < 400; step++) {
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      d = b - a;
      e = d;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const slack = 2 * Number.EPSILON * Math.abs(b) + 0.5 * width;
    const half = (c - b) / 2;
    if (Math.abs(half) <= slack || fb === 0) break;
    if (Math.abs(e) < slack || Math.abs(fa) <= Math.abs(fb)) {
      d = half;
      e = half;
    } else {
      // Secant with two points, inverse quadratic with three; kept only if it stays well inside and shrinks fast enough.
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * half * q - Math.abs(slack * q), Math.abs(e * q))) {
        e = d;
        d = p / q;
      } else {
        d = half;
        e = half;
      }
    }
    a = b;
    fa = fb;
    b += Math.abs(d) > slack ? d : half > 0 ? slack : -slack;
    fb = f(b);
  }
  return b + 0;
}
