import {
  InputError,
  requireCount,
  requireFinite,
  requireIterable,
  requireObject,
  requireProbability,
} from '../errors/index.ts';
import { quantile } from '../statistics/index.ts';
import type { OutcomeRow, WeightOfEvidence } from './bin-weight-of-evidence.ts';
import { binWeightOfEvidence } from './bin-weight-of-evidence.ts';

/** What {@link proposeBins} may propose. */
export interface ProposeBinsOptions {
  /** most bins, the missing one not counted, 1 or more; 6 by default */
  maximumBins?: number;
  /** smallest share of the customers with a value in a bin, 0..0.5; 0.05 by default */
  minimumShare?: number;
  /** merge until the churn rate only rises or only falls with the value, whichever the data say; true by default */
  monotone?: boolean;
}

/** Bins with the edges that make them again. */
export interface ProposedBins extends WeightOfEvidence {
  /** lower ends of all bins but the first, ascending: `edges` of {@link binWeightOfEvidence} and {@link fitScorecard} */
  edges: number[];
}

/** Quantile bins that the merging starts with. */
const START = 20;

/**
 * Proposes where to cut a number into bins: 20 quantile bins, neighbours merged until every bin is large enough, the
 * churn rate runs one way and there are few enough.
 *
 * A proposal, not a discovery: it is made on the rows that it will be judged by. Move the edges to round numbers that
 * people understand, and look at the loss of {@link measureInformationValue}. The weight of evidence of a bin is positive
 * where it is riskier; points of a scorecard go the other way.
 *
 * @param rows - numbers (null is missing) and outcomes, in any order
 * @param options - number, size and direction of the bins
 * @returns edges and the bins they make; `[]` edges, one bin, where nothing can be told apart
 * @throws InputError `wrong-type` (a value that is no number, an outcome), `not-finite`, `not-a-count`, `out-of-range`,
 *   `not-a-probability` (minimumShare)
 *
 * @example Into which steps should I cut the age of an account?
 * ```ts
 * import { proposeBins } from 'clientele/churn';
 *
 * const rows = Array.from({ length: 100 }, (_, i) => ({ value: i, churned: i < 40 ? i % 2 === 0 : i % 10 === 0 }));
 * const { edges, bins } = proposeBins(rows, { maximumBins: 2 });
 * edges; // => [~39.6]
 * bins.map((bin) => [bin.n, bin.churned]); // => [[40, 20], [60, 6]]
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6; Ayer et al. (1955), pooling of adjacent violators
 */
export function proposeBins(rows: Iterable<OutcomeRow>, options: ProposeBinsOptions = {}): ProposedBins {
  requireObject(options, 'options');
  const maximumBins = requireCount(options.maximumBins ?? 6, 'options.maximumBins');
  if (maximumBins < 1) throw new InputError('out-of-range', 'options.maximumBins', 'expected one bin or more, got 0');
  const minimumShare = requireProbability(options.minimumShare ?? 0.05, 'options.minimumShare');
  if (minimumShare > 0.5) {
    throw new InputError('out-of-range', 'options.minimumShare', `expected at most 0.5, got ${minimumShare}`);
  }
  const { monotone = true } = options;
  const list = [...requireIterable(rows, 'rows')];
  list.forEach((row, i) => {
    const { value } = requireObject(row, `rows[${i}]`);
    if (value !== null && value !== undefined) requireFinite(value as number, `rows[${i}].value`);
  });
  const values = list.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const sorted = Float64Array.from(values).sort();
  const edges = sorted.length === 0 ? [] : startingEdges(sorted);
  const start = binWeightOfEvidence(list, { edges });
  if (start.reason) return { edges: [], ...binWeightOfEvidence(list, { edges: [] }) };
  const found = new Map(start.bins.map(({ label, n, churned }) => [label, { n, churned }]));
  let bins = [-Infinity, ...edges].flatMap((from, i): Bin[] => {
    const counted = found.get(String(i));
    return counted ? [{ from, ...counted }] : [];
  });
  const least = minimumShare * sorted.length;
  for (;;) {
    const small = bins.findIndex(({ n }) => n < least);
    if (small < 0) break;
    const [before, here, after] = [bins[small - 1], bins[small]!, bins[small + 1]];
    bins = merged(bins, !before || (after && farther(before, here, after)) ? small : small - 1);
  }
  if (monotone) bins = oneWay(bins);
  while (bins.length > maximumBins) bins = merged(bins, closest(bins));
  const kept = bins.slice(1).map(({ from }) => from);
  return { edges: kept, ...binWeightOfEvidence(list, { edges: kept }) };
}

interface Bin {
  from: number;
  n: number;
  churned: number;
}

/** Distinct quantiles above the smallest value. */
function startingEdges(sorted: Float64Array): number[] {
  const edges = Array.from({ length: START - 1 }, (_, i) => quantile(sorted, (i + 1) / START));
  return edges.filter((edge, i) => edge > (i > 0 ? edges[i - 1]! : sorted[0]!));
}

/** The bins with the one at `i` and the next made one. */
function merged(bins: readonly Bin[], i: number): Bin[] {
  const [a, b] = [bins[i]!, bins[i + 1]!];
  return [...bins.slice(0, i), { from: a.from, n: a.n + b.n, churned: a.churned + b.churned }, ...bins.slice(i + 2)];
}

const rateGap = (a: Bin, b: Bin): number => Math.abs(a.churned / a.n - b.churned / b.n);

/** Whether the bin before differs more from the one in the middle than the bin after. */
function farther(before: Bin, here: Bin, after: Bin): boolean {
  return rateGap(before, here) > rateGap(here, after);
}

/** Rising or falling, whichever way the values rank the leavers; neighbours that run the other way are pooled. */
function oneWay(bins: readonly Bin[]): Bin[] {
  let below = 0;
  let wins = 0;
  for (const { n, churned } of bins) {
    wins += churned * (2 * below + n - churned);
    below += n - churned;
  }
  const churned = bins.reduce((sum, bin) => sum + bin.churned, 0);
  const sign = wins >= churned * below ? 1 : -1;
  const kept: Bin[] = [];
  for (const bin of bins) {
    let here = bin;
    for (let last = kept.at(-1); last && sign * (last.churned * here.n - here.churned * last.n) >= 0;) {
      kept.pop();
      here = { from: last.from, n: last.n + here.n, churned: last.churned + here.churned };
      last = kept.at(-1);
    }
    kept.push(here);
  }
  return kept;
}

/** The pair of neighbours whose churn rates are closest in the light of their size: the smallest chi-square. */
function closest(bins: readonly Bin[]): number {
  let least = Infinity;
  let place = 0;
  for (let i = 0; i + 1 < bins.length; i++) {
    const [a, b] = [bins[i]!, bins[i + 1]!];
    const rate = (a.churned + b.churned) / (a.n + b.n);
    const spread = rate * (1 - rate) * (1 / a.n + 1 / b.n);
    const chi = spread === 0 ? 0 : (a.churned / a.n - b.churned / b.n) ** 2 / spread;
    if (chi < least) {
      least = chi;
      place = i;
    }
  }
  return place;
}
