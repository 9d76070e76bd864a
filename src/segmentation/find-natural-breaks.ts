import type { FitReport } from '../statistics/index.ts';
import { LARGEST_SQUARED } from './cluster-points.ts';
import { numbersOf, requireRecord, requireSize } from './population-input.ts';

/** Into how many classes to cut. */
export interface FindNaturalBreaksOptions {
  /** 1 to 100 classes, no more than there are different values */
  classes: number;
}

/** One class of neighbouring values. */
export interface NaturalClass {
  /** smallest value */
  lowest: number;
  /** largest value */
  highest: number;
  /** values in it */
  count: number;
}

/** Classes that are as much alike inside as can be. Plain JSON. */
export interface NaturalBreaks {
  /** tells stored values apart */
  kind: 'natural-breaks';
  /** version of the shape */
  version: 1;
  /** lowest value of each class after the first: thresholds, lower inclusive, as {@link fitRfm} takes them for `cuts` */
  cuts: number[];
  /** the classes, ascending */
  classes: NaturalClass[];
  /** sum of squared distances to the mean of the own class */
  withinSumOfSquares: number;
  /** 1 − within / total, 0..1; null when all values are the same */
  goodnessOfFit: number | null;
  /** how it came about: `fewer-values` when there are fewer different values than classes */
  fit: FitReport;
}

/**
 * Natural breaks of one quantity: the exact least-squares classes (Fisher), often named after Jenks.
 *
 * Peers name different numbers for the same classes: R's classInt gives midpoints ("fisher") or class ends ("jenks"),
 * simple-statistics class starts. Here `cuts` are the lowest values of the classes. Equal values may stand on both sides of
 * no cut. Where several partitions are equally good, the one with the lowest cuts is taken.
 *
 * @param values - finite values in any order
 * @param options - number of classes
 * @returns classes; none, with `fit.status` `'failed'`, for no values
 * @throws InputError `not-finite`, `wrong-type`, `out-of-range` (squares beyond 1e300), `not-a-count` for classes
 *
 * @example Where do my customers' amounts fall apart by themselves?
 * ```ts
 * import { findNaturalBreaks } from 'clientele/segmentation';
 *
 * const found = findNaturalBreaks([1, 2, 4, 5, 7, 9, 10, 20], { classes: 3 });
 * found.cuts; // => [7, 20]
 * [found.withinSumOfSquares, found.goodnessOfFit]; // => [~14.6667, ~0.9426]
 * ```
 * @see Fisher 1958, "On grouping for maximum homogeneity", JASA 53; Wang & Song 2011, "Ckmeans.1d.dp", The R Journal 3(2)
 */
export function findNaturalBreaks(values: Iterable<number>, options: FindNaturalBreaksOptions): NaturalBreaks {
  const { classes } = requireRecord(options, 'options');
  requireSize(classes, 100, 'options.classes');
  const sorted = numbersOf(values, 'values', LARGEST_SQUARED).sort();
  const groups = groupEqual(sorted);
  const k = Math.min(classes, groups.at.length);
  const fit: FitReport = {
    n: sorted.length,
    status: k === 0 ? 'failed' : k < classes ? 'weak' : 'interior',
    warnings: [],
  };
  if (k < classes) {
    const message = `${groups.at.length} different values make ${k} classes, not ${classes}`;
    fit.warnings = [{ code: 'fewer-values', message, facts: { different: groups.at.length, classes } }];
  }
  const starts = k === 0 ? [] : optimalStarts(groups, k);
  const parts = starts.map((start, c): NaturalClass & { squares: number } => {
    const from = groups.first[start]!;
    // Where no class comes after it, it goes on to the end.
    const own = sorted.subarray(from, groups.first[starts[c + 1]!]);
    return { lowest: own[0]!, highest: own.at(-1)!, count: own.length, squares: squaresOf(own) };
  });
  const within = parts.reduce((sum, { squares }) => sum + squares, 0);
  const total = squaresOf(sorted);
  return {
    kind: 'natural-breaks',
    version: 1,
    cuts: parts.slice(1).map(({ lowest }) => lowest),
    classes: parts.map(({ lowest, highest, count }) => ({ lowest, highest, count })),
    withinSumOfSquares: within,
    goodnessOfFit: total > 0 ? 1 - within / total : null,
    fit,
  };
}

/** Different values with how often they stand there: equal values never part, and long runs cost nothing. */
interface EqualGroups {
  at: number[];
  first: number[];
  count: number[];
}

function groupEqual(sorted: Float64Array): EqualGroups {
  const groups: EqualGroups = { at: [], first: [], count: [] };
  sorted.forEach((value, i) => {
    if (value === groups.at.at(-1)) groups.count[groups.count.length - 1]!++;
    else {
      groups.at.push(value);
      groups.first.push(i);
      groups.count.push(1);
    }
  });
  return groups;
}

/** Two passes around the mean: values near 1e9 keep their digits. */
function squaresOf(values: Float64Array): number {
  const origin = values[0]!;
  let sum = 0;
  for (const value of values) sum += value - origin;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - origin - mean) ** 2;
  return squares;
}

/**
 * First group of each class of the best partition: dynamic programming over the number of classes, each row filled by
 * divide and conquer, since the best last cut moves right with the end (the cost is concave Monge).
 */
function optimalStarts({ at, count }: EqualGroups, k: number): number[] {
  const n = at.length;
  // Prefix sums of centered values: differences of large squares would lose everything.
  let weight = 0;
  let moment = 0;
  at.forEach((x, i) => {
    weight += count[i]!;
    moment += count[i]! * (x - at[0]!);
  });
  const center = at[0]! + moment / weight;
  const w = new Float64Array(n + 1);
  const s = new Float64Array(n + 1);
  const q = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const x = at[i]! - center;
    w[i + 1] = w[i]! + count[i]!;
    s[i + 1] = s[i]! + count[i]! * x;
    q[i + 1] = q[i]! + count[i]! * x * x;
  }
  const cost = (i: number, j: number): number => {
    const sum = s[j]! - s[i]!;
    return Math.max(0, q[j]! - q[i]! - (sum * sum) / (w[j]! - w[i]!));
  };
  let best = Float64Array.from({ length: n + 1 }, (_, j) => cost(0, j));
  const cuts: Int32Array[] = [];
  for (let c = 2; c <= k; c++) {
    const next = new Float64Array(n + 1).fill(Infinity);
    const from = new Int32Array(n + 1);
    const fill = (low: number, high: number, left: number, right: number): void => {
      if (low > high) return;
      const middle = (low + high) >> 1;
      let place = left;
      for (let i = left; i <= Math.min(right, middle - 1); i++) {
        const value = best[i]! + cost(i, middle);
        if (value < next[middle]!) {
          next[middle] = value;
          place = i;
        }
      }
      from[middle] = place;
      fill(low, middle - 1, left, place);
      fill(middle + 1, high, place, right);
    };
    fill(c, n, c - 1, n - 1);
    best = next;
    cuts.push(from);
  }
  const starts = [n];
  for (const from of cuts.reverse()) starts.unshift(from[starts[0]!]!);
  return [0, ...starts.slice(0, -1)];
}
