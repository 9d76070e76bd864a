import { InputError } from '../errors/index.ts';

/** Number of a definition of quantiles in Hyndman & Fan (1996); 1–3 pick values, 4–9 interpolate between two. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** Between which two ranks (0-based) of n ascending values a quantile lies, and how far from the lower one. */
export interface QuantilePosition {
  /** 0-based rank of the value below or at the quantile */
  low: number;
  /** 0-based rank of the value above or at it */
  high: number;
  /** share of the way from low to high, 0..1 */
  weight: number;
}

/**
 * Plotting constants (alpha, beta) of the interpolating types: the position is alpha + p(n + 1 − alpha − beta). Numbers, not
 * fractions: bundlers keep a division at module level in everything that shares a chunk with it.
 */
const PLOTTING: Readonly<Record<number, readonly [alpha: number, beta: number]>> = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [0.3333333333333333, 0.3333333333333333],
  9: [0.375, 0.375],
};

/**
 * The ranks that a quantile of n values needs: what quantiles of sorted, counted and selected values have in common.
 *
 * @param n - how many values, 1 or more
 * @param p - share, 0..1
 * @param type - definition 1–9
 * @returns 0-based ranks inside the list
 * @throws InputError `unknown-name` for a type outside 1–9
 *
 * @example Which of 101 sorted values is the 29th percentile?
 * ```ts
 * import { quantilePosition } from 'clientele/statistics';
 *
 * quantilePosition(101, 0.29, 7); // => { low: 29, high: 30, weight: 0 }
 * ```
 * @see Hyndman & Fan 1996, "Sample quantiles in statistical packages", The American Statistician 50(4)
 */
export function quantilePosition(n: number, p: number, type: QuantileType): QuantilePosition {
  let weight: number;
  let rank: number; // 1-based rank j of the lower value
  if (type === 1 || type === 2 || type === 3) {
    const position = snap(type === 3 ? n * p - 0.5 : n * p, n);
    rank = Math.floor(position);
    const exact = position === rank;
    // 1: the next value unless hit exactly; 2: the middle of both at an exact hit; 3: the even rank at an exact hit.
    if (type === 2) weight = exact ? 0.5 : 1;
    else weight = exact && (type === 1 || rank % 2 === 0) ? 0 : 1;
  } else {
    const plotting = PLOTTING[type];
    if (!plotting) throw new InputError('unknown-name', 'options.type', `expected a type 1 to 9, got ${String(type)}`);
    const [alpha, beta] = plotting;
    const position = snap(alpha + p * (n + 1 - alpha - beta), n);
    rank = Math.floor(position);
    weight = position - rank;
  }
  const clamp = (r: number): number => Math.min(Math.max(r, 1), n) - 1;
  return { low: clamp(rank), high: clamp(rank + 1), weight };
}

/** A position that misses a whole number by rounding only is that whole number (R uses the same slack of 4 ε). */
function snap(position: number, n: number): number {
  const whole = Math.round(position);
  return Math.abs(position - whole) <= 4 * Number.EPSILON * Math.max(1, n) ? whole : position;
}
