/** Where a column is cut, and how many of its values lie below or at each cut. */
export interface ColumnCuts {
  edges: number[];
  atMost: number[];
}

/** The ranks (0 first) on both sides of a quantile, and how far it lies from the lower to the higher. */
interface Position {
  low: number;
  high: number;
  weight: number;
}

/** A run of neighbours in the sorted column: `values[0]` has rank `from`. */
interface Run {
  from: number;
  values: Float64Array;
}

/** Fewer values than this are sorted as they are. */
const SMALL = 20_000;

/** Buckets of a column: the sign, the exponent and seven bits more of each value, as a 32-bit float. */
const BUCKETS = 65_536;

/**
 * Cuts a column into so many parts at its type-7 quantiles (Hyndman & Fan 1996), and counts on the way.
 *
 * Values are counted in buckets that keep their order (a float's bits, read as a whole number, order as the float does),
 * and only the few buckets that hold a quantile are sorted: three passes over the column instead of a sort.
 *
 * @param values - at least one, none missing, no -0; not written to
 * @param bins - number of parts
 */
export function cutColumn(values: Float64Array, bins: number): ColumnCuts {
  const n = values.length;
  const positions = Array.from({ length: bins - 1 }, (_, k) => positionOf((n - 1) * (k + 1), bins));
  const ranks = positions.flatMap(({ low, high, weight }) => (weight > 0 ? [low, high] : [low]));
  const runs = n < SMALL ? [{ from: 0, values: values.slice().sort() }] : sortedRuns(values, ranks);
  const runOf = (rank: number): Run => runs.find((run) => rank < run.from + run.values.length)!;
  const valueAt = (rank: number): number => {
    const run = runOf(rank);
    return run.values[rank - run.from]!;
  };
  const cuts: ColumnCuts = { edges: [], atMost: [] };
  for (const { low, high, weight } of positions) {
    const a = valueAt(low);
    const edge = weight === 0 ? a : inBetween(a, valueAt(high), weight);
    const run = runOf(low);
    cuts.edges.push(edge);
    cuts.atMost.push(run.from + countAtMost(run.values, edge));
  }
  return cuts;
}

/**
 * The place of a quantile, `steps / bins` beyond the lowest value, in whole numbers: 0.7 of 90 is 62.99999999999999 in
 * floating point, and a threshold of 53.99999999999999 instead of 54 puts whoever has 54 into the wrong score.
 */
function positionOf(steps: number, bins: number): Position {
  const rest = steps % bins;
  const low = (steps - rest) / bins;
  return { low, high: rest > 0 ? low + 1 : low, weight: rest / bins };
}

/** The sorted runs that hold the ranks. */
function sortedRuns(values: Float64Array, ranks: readonly number[]): Run[] {
  const { buckets, counts } = countBuckets(values);
  // The run of each bucket that holds a rank, 1 first; 0 for the others. Runs are gathered one after the other.
  const runAt = new Uint16Array(BUCKETS);
  const spans: { from: number; start: number; end: number }[] = [];
  let from = 0;
  let start = 0;
  for (let bucket = 0, next = 0; bucket < BUCKETS && next < ranks.length; bucket++) {
    const count = counts[bucket]!;
    if (ranks[next]! < from + count) {
      spans.push({ from, start, end: start + count });
      start += count;
      runAt[bucket] = spans.length;
      while (next < ranks.length && ranks[next]! < from + count) next++;
    }
    from += count;
  }
  const gathered = new Float64Array(start);
  const filled = Int32Array.from([0, ...spans.map((span) => span.start)]);
  for (let i = 0; i < values.length; i++) {
    const run = runAt[buckets[i]!]!;
    if (run > 0) gathered[filled[run]!++] = values[i]!;
  }
  return spans.map((span) => {
    const run = gathered.subarray(span.start, span.end);
    return { from: span.from, values: isConstant(run) ? run : run.sort() };
  });
}

/** The bucket of each value, and how many values each bucket has. */
function countBuckets(values: Float64Array): { buckets: Uint16Array; counts: Int32Array } {
  const buckets = new Uint16Array(values.length);
  const counts = new Int32Array(BUCKETS);
  // A few floats at a time: a second column of them is memory to find, to fill and to give back, a third of the work.
  const floats = new Float32Array(4096);
  const bits = new Int32Array(floats.buffer);
  for (let start = 0; start < values.length; start += floats.length) {
    const part = values.subarray(start, start + floats.length);
    floats.set(part);
    for (let i = 0; i < part.length; i++) {
      const bucket = bucketOf(bits[i]!);
      buckets[start + i] = bucket;
      counts[bucket]!++;
    }
  }
  return { buckets, counts };
}

/** Negative floats order backwards by their bits. */
function bucketOf(bits: number): number {
  return bits < 0 ? ~bits >>> 16 : (bits >>> 16) + BUCKETS / 2;
}

/** Are all values the same? The first different one ends the search. */
export function isConstant(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** The point so far from a to b; exact where they are equal, finite where their difference is not. */
function inBetween(a: number, b: number, weight: number): number {
  const step = b - a;
  return Number.isFinite(step) ? a + weight * step : a * (1 - weight) + b * weight;
}

/** How many ascending values are at most the edge. */
function countAtMost(values: Float64Array, edge: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= edge) low = middle + 1;
    else high = middle;
  }
  return low;
}
