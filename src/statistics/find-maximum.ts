import { requireFinite } from '../errors/index.ts';
import type { BracketOptions } from './find-root.ts';

/** The highest point of a function of one variable. */
export interface LineMaximum {
  /** where it is */
  at: number;
  /** how high it is */
  value: number;
}

/**
 * The highest point of a function with one hump inside a bracket; the ends are looked at too.
 *
 * With several humps it finds one of them. A top is flat, so its place is known only to about eight digits, its height to
 * all of them.
 *
 * @param f - finite on the bracket, rising to one top and falling after it
 * @param options - the bracket and the tolerance of `at`, 1e-9 of the bracket unless said otherwise
 * @returns place and height
 * @throws InputError `not-finite` when an end, or f at an end, is not finite
 *
 * @example Which price earns most?
 * ```ts
 * import { findMaximum } from 'clientele/statistics';
 *
 * findMaximum((price) => price * (100 - price), { low: 0, high: 100 }); // => { at: ~50, value: ~2500 }
 * ```
 * @see Brent 1973, "Algorithms for Minimization Without Derivatives", chapter 5 (localmin)
 */
export function findMaximum(f: (x: number) => number, options: BracketOptions): LineMaximum {
  const { tolerance = 1e-9 } = options;
  let a = requireFinite(options.low, 'options.low');
  let b = requireFinite(options.high, 'options.high');
  const ends = [a, b].map((at, i) => ({
    at,
    value: requireFinite(f(at), i === 0 ? 'f(options.low)' : 'f(options.high)'),
  }));
  const width = tolerance * Math.abs(b - a);
  const golden = (3 - Math.sqrt(5)) / 2;
  let x = a + golden * (b - a);
  let w = x;
  let v = x;
  let fx = f(x);
  let fw = fx;
  let fv = fx;
  let d = 0;
  let e = 0;
  for (let step = 0; step < 500; step++) {
    const middle = (a + b) / 2;
    const slack = 1.5e-8 * Math.abs(x) * (tolerance < 1.5e-8 ? tolerance / 1.5e-8 : 1) + width / 3;
    if (Math.abs(x - middle) <= 2 * slack - (b - a) / 2) break;
    let parabolic = false;
    if (Math.abs(e) > slack) {
      // A parabola through the three best points; otherwise the golden section of the larger part.
      const r = (x - w) * (fx - fv);
      let q = (x - v) * (fx - fw);
      let p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      else q = -q;
      const before = e;
      e = d;
      if (Math.abs(p) < Math.abs(0.5 * q * before) && p > q * (a - x) && p < q * (b - x)) {
        d = p / q;
        parabolic = true;
        const u = x + d;
        if (u - a < 2 * slack || b - u < 2 * slack) d = x < middle ? slack : -slack;
      }
    }
    if (!parabolic) {
      e = (x < middle ? b : a) - x;
      d = golden * e;
    }
    const u = x + (Math.abs(d) >= slack ? d : d > 0 ? slack : -slack);
    const fu = f(u);
    if (fu >= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu >= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu >= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  const inside = { at: x, value: fx };
  const best = ends.reduce((top, end) => (end.value > top.value ? end : top), inside);
  return { at: best.at + 0, value: best.value + 0 };
}
