import { InputError, requireWithin } from '../errors/index.ts';

/** Interval and accuracy of an integral. */
export interface IntegrateOptions {
  /** lower end; −Infinity is allowed */
  from: number;
  /** upper end, not below `from`; Infinity is allowed */
  to: number;
  /** allowed error, relative to the integral (absolute where the integral is below 1e-300); default 1e-10 */
  tolerance?: number;
  /** most pieces; default 1000 */
  maxPieces?: number;
}

/**
 * The integral of a function to a stated accuracy, over a finite or infinite interval.
 *
 * Halves the piece with the largest error until all errors together are small enough; kinks and narrow peaks cost more
 * pieces. Integrable poles are allowed at the ends, where f is never asked.
 *
 * @param f - finite inside the interval
 * @param options - interval, tolerance
 * @returns the integral, within the tolerance of its error estimate
 * @throws InputError `not-converged` when the accuracy is not reached, `not-finite` when f is not finite somewhere inside,
 * `out-of-range` for `to` below `from`
 *
 * @example How many orders are expected in total, if the rate decays for ever?
 * ```ts
 * import { integrate } from 'clientele/statistics';
 *
 * integrate((t) => 3 * Math.exp(-t / 2), { from: 0, to: Infinity }); // => ~6
 * integrate((t) => 1 / t, { from: 0, to: 1 }); // => throws 'not-converged'
 * ```
 * @see Piessens et al. 1983, "QUADPACK", QAGS' 10–21 Gauss–Kronrod pair and error estimate
 */
export function integrate(f: (x: number) => number, options: IntegrateOptions): number {
  const { from, to, tolerance = 1e-10, maxPieces = 1000 } = options;
  requireWithin(tolerance, { from: 0, fromOpen: true }, 'options.tolerance');
  if (!(from <= to)) throw new InputError('out-of-range', 'options.to', `expected ${from} or more, got ${String(to)}`);
  if (from === to) return 0;
  const { g, low, high } = finiteForm(f, from, to);
  const pieces = [kronrod(g, low, high)];
  for (;;) {
    let total = 0;
    let error = 0;
    let worst = 0;
    for (let i = 0; i < pieces.length; i++) {
      total += pieces[i]!.integral;
      error += pieces[i]!.error;
      if (pieces[i]!.error > pieces[worst]!.error) worst = i;
    }
    if (error <= Math.max(tolerance * Math.abs(total), 1e-300)) return total + 0;
    const { low: a, high: b } = pieces[worst]!;
    const middle = (a + b) / 2;
    if (pieces.length >= maxPieces || middle <= a || middle >= b) {
      throw new InputError('not-converged', 'f', `expected an error below ${tolerance}, got ${error} on ${total}`);
    }
    pieces[worst] = kronrod(g, a, middle);
    pieces.push(kronrod(g, middle, b));
  }
}

/** An infinite end is brought to a finite one: x = from + t/(1 − t), and two halves for the whole line. */
function finiteForm(f: (x: number) => number, from: number, to: number): { g: typeof f; low: number; high: number } {
  const finiteFrom = from > -Infinity;
  if (finiteFrom && to < Infinity) return { g: f, low: from, high: to };
  if (!finiteFrom && to === Infinity) {
    const half = (t: number): number => f(t / (1 - t)) + f(-t / (1 - t));
    return { g: (t) => half(t) / ((1 - t) * (1 - t)), low: 0, high: 1 };
  }
  const [end, sign] = finiteFrom ? [from, 1] : [to, -1];
  return { g: (t) => f(end + (sign * t) / (1 - t)) / ((1 - t) * (1 - t)), low: 0, high: 1 };
}

interface Piece {
  low: number;
  high: number;
  integral: number;
  error: number;
}

function kronrod(f: (x: number) => number, low: number, high: number): Piece {
  const half = (high - low) / 2;
  const middle = low + half;
  let gauss = 0;
  let all = 0;
  let size = 0;
  const ask = (x: number): number => {
    const y = f(x);
    if (!Number.isFinite(y))
      throw new InputError('not-finite', 'f', `expected a finite value inside, got ${String(y)} at ${x}`);
    return y;
  };
  const center = ask(middle);
  const pairs: [number, number, number][] = [];
  for (const [node, weight, gaussWeight] of KRONROD) {
    const below = ask(middle - half * node);
    const above = ask(middle + half * node);
    all += weight * (below + above);
    gauss += gaussWeight * (below + above);
    size += weight * (Math.abs(below) + Math.abs(above));
    pairs.push([weight, below, above]);
  }
  all += CENTER * center;
  size += CENTER * Math.abs(center);
  const mean = all / 2;
  const spread = pairs.reduce(
    (sum, [w, a, b]) => sum + w * (Math.abs(a - mean) + Math.abs(b - mean)),
    CENTER * Math.abs(center - mean),
  );
  // QUADPACK's estimate: the difference of the rules, sharpened by how far f strays from its mean; never below rounding.
  const raw = Math.abs((all - gauss) * half);
  const stray = Math.abs(spread * half);
  let error = stray > 0 && raw > 0 ? stray * Math.min(1, ((200 * raw) / stray) ** 1.5) : raw;
  const rounding = 10 * Number.EPSILON * Math.abs(size * half);
  if (error < rounding && raw > rounding) error = rounding;
  return { low, high, integral: all * half, error };
}

/** Weight of the middle node in the 21-node rule; the 10-node rule has none. */
const CENTER = 0.1494455540029169;

/** Positive nodes of the 21-node Kronrod rule: [node, weight, weight in the 10-node Gauss rule or 0] (QUADPACK, QK21). */
const KRONROD: readonly (readonly [node: number, weight: number, gaussWeight: number])[] = [
  [0.9956571630258081, 0.011694638867371874, 0],
  [0.9739065285171717, 0.032558162307964725, 0.06667134430868814],
  [0.9301574913557082, 0.054755896574351995, 0],
  [0.8650633666889845, 0.07503967481091996, 0.1494513491505806],
  [0.7808177265864169, 0.0931254545836976, 0],
  [0.6794095682990244, 0.10938715880229764, 0.21908636251598204],
  [0.5627571346686047, 0.12349197626206584, 0],
  [0.4333953941292472, 0.13470921731147334, 0.26926671930999635],
  [0.2943928627014602, 0.14277593857706009, 0],
  [0.14887433898163122, 0.14773910490133849, 0.29552422471475287],
];
