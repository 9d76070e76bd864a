import type { Warning } from '../errors/index.ts';
import { InputError, requireAscending, requireFinite, requireOneOf } from '../errors/index.ts';
import { cutColumn, isConstant } from './cut-column.ts';
import { requireRecord, requireTruth } from './population-input.ts';
import { RFM_AXES, rfmBins, rfmColumns, thresholdsBelow } from './rfm-axes.ts';
import type { NestedThresholds, RfmAxis, RfmBins, RfmModel, RfmRow, RfmThresholds } from './rfm-model.ts';

/** How to cut the axes into scores. */
export interface FitRfmOptions {
  /** scores on each axis, 1 to 1000; 5 by default. Given `cuts` decide it themselves */
  bins?: RfmBins;
  /** your own thresholds, ascending, lower inclusive: 100 means "100 and over"; recency in days, where fewer are better */
  cuts?: RfmThresholds;
  /** frequency is cut inside each recency score, monetary inside each pair; false by default */
  nested?: boolean;
  /** `'r-rfm'`: the thresholds of the R package rfm 0.3.0 (quantile + 1, lower inclusive), which depend on the unit */
  compat?: 'r-rfm';
}

/**
 * RFM thresholds from a population: plain JSON to store and to score anybody with by {@link assignRfm}.
 *
 * Thresholds are type-7 quantiles and a value equal to one stays in the lower score, so that equal customers share a
 * score, a change of currency or unit changes nothing, and no label shifts where many customers are alike: scores that
 * nobody has stay empty and keep their number (`empty-bin`). Five conventions give five answers; the guide compares them.
 *
 * @param rows - one row a customer, in any order
 * @param options - number of scores, or thresholds of your own; nesting; compatibility
 * @returns the model; without rows thresholds are empty, `fit.status` is `'failed'` and every score will be null
 * @throws InputError `out-of-range` and `not-a-count` for bins, `out-of-order` for cuts, `not-finite` and `wrong-type` for
 * values, `unknown-name` for another `compat`, `unsupported` for combinations of cuts, nesting and compatibility
 *
 * @example Where do my best customers begin?
 * ```ts
 * import { fitRfm } from 'clientele/segmentation';
 *
 * const rows = [1, 2, 3, 4, 5, 6].map((i) => ({
 *   customerId: `c${i}`, daysSinceLast: 10 * i, purchases: i > 3 ? 1 : 9, totalAmount: 100 / i,
 * }));
 * const model = fitRfm(rows, { bins: 3 });
 * model.thresholds.recency; // => [~26.67, ~43.33]
 * model.fit.scoreCounts.frequency; // => [3, 3, 0]
 * model.fit.warnings.map((warning) => warning.code); // => ['empty-bin']
 * fitRfm([], { bins: 3 }).fit.status; // => 'failed'
 * ```
 * @see Hughes 1994, *Strategic Database Marketing*, chapter 5; Hyndman & Fan 1996, definition 7
 */
export function fitRfm(rows: readonly RfmRow<string | number>[], options: FitRfmOptions = {}): RfmModel {
  const { cuts, nested = false, compat } = requireRecord(options, 'options');
  if (compat !== undefined) requireOneOf(compat, ['r-rfm'], 'options.compat');
  if (cuts !== undefined) requireRecord(cuts, 'options.cuts');
  requireTruth(nested, 'options.nested');
  if ((cuts && (nested || compat)) || (nested && compat)) {
    throw new InputError('unsupported', 'options', 'expected one of cuts, nested and compat, got more');
  }
  const bins = cuts ? binsOfCuts(cuts) : rfmBins(options.bins === undefined ? 5 : options.bins, 'options.bins');
  const columns = rfmColumns(rows, 'rows');
  const present = columns.map(presentValues);
  const edges = cuts || compat ? 'lower' : 'upper';
  const quantiles = cuts ? [] : RFM_AXES.map((axis, i) => cutPresent(present[i]!, bins[axis]));
  const edgesOf = (i: number): number[] => (compat ? quantiles[i]!.edges.map((edge) => edge + 1) : quantiles[i]!.edges);
  const thresholds = cuts
    ? { recency: plain(cuts.recency), frequency: plain(cuts.frequency), monetary: plain(cuts.monetary) }
    : { recency: edgesOf(0), frequency: edgesOf(1), monetary: edgesOf(2) };
  const inner = nested ? nest(columns, bins, thresholds) : undefined;
  const counts =
    inner?.counts ??
    RFM_AXES.map((axis, i) => {
      // Quantiles that stay as they are have counted already.
      const atMost = cuts || compat ? countBelow(present[i]!, thresholds[axis]) : quantiles[i]!.atMost;
      return scoreCounts(atMost, present[i]!.length, bins[axis], axis);
    });
  const warnings = warningsOf(rows.length, present, counts, bins);
  const same = bins.recency === bins.frequency && bins.recency === bins.monetary;
  const used = counts.some((count) => count.some((customers) => customers > 0));
  return {
    kind: 'rfm',
    version: 1,
    bins: same ? bins.recency : bins,
    edges,
    thresholds,
    ...(inner && { nested: inner.thresholds }),
    fit: {
      n: rows.length,
      status: used ? (warnings.some(({ code }) => code !== 'empty-bin') ? 'weak' : 'interior') : 'failed',
      warnings,
      scoreCounts: { recency: counts[0]!, frequency: counts[1]!, monetary: counts[2]! },
    },
  };
}

/** Without -0, which JSON does not know. */
function plain(cuts: readonly number[]): number[] {
  return cuts.map((cut) => cut + 0);
}

function binsOfCuts(cuts: RfmThresholds): Record<RfmAxis, number> {
  const one = (axis: RfmAxis): number => {
    const argument = `options.cuts.${axis}`;
    const values = cuts[axis];
    if (!Array.isArray(values)) throw new InputError('missing-value', argument, 'expected thresholds, got none');
    values.forEach((value, i) => requireFinite(value, `${argument}[${i}]`));
    return requireAscending(values, argument).length + 1;
  };
  return { recency: one('recency'), frequency: one('frequency'), monetary: one('monetary') };
}

/** The column without its missing values; the column itself where none is missing. */
function presentValues(column: Float64Array): Float64Array {
  return column.includes(NaN) ? column.filter((value) => value === value) : column;
}

/** The cuts of an axis, none where it has no values. */
function cutPresent(present: Float64Array, bins: number): { edges: number[]; atMost: number[] } {
  return present.length === 0 ? { edges: [], atMost: [] } : cutColumn(present, bins);
}

/** How many values lie below each threshold. */
function countBelow(present: Float64Array, thresholds: readonly number[]): number[] {
  const below = thresholds.map(() => 0);
  for (const value of present) {
    for (let k = thresholds.length - 1; k >= 0 && value < thresholds[k]!; k--) below[k]!++;
  }
  return below;
}

/** How many customers have each score, from how many lie on the lower side of each threshold. */
function scoreCounts(lower: readonly number[], n: number, bins: number, axis: RfmAxis): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  if (n === 0) return counts;
  for (let k = 0; k < bins; k++) {
    const count = (k === bins - 1 ? n : lower[k]!) - (k === 0 ? 0 : lower[k - 1]!);
    counts[axis === 'recency' ? bins - 1 - k : k] = count;
  }
  return counts;
}

/** Scores of a column, 0 where there is none. */
function scoreColumn(
  column: Float64Array,
  thresholds: readonly number[],
  axis: RfmAxis,
  bins: Record<RfmAxis, number>,
): Uint16Array {
  const scores = new Uint16Array(column.length);
  const reverse = axis === 'recency';
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value !== value) continue;
    const below = thresholdsBelow(thresholds, value);
    scores[i] = reverse ? bins[axis] - below : below + 1;
  }
  return scores;
}

/** Cuts frequency inside each recency score and monetary inside each pair, and counts every score. */
function nest(
  columns: readonly Float64Array[],
  bins: Record<RfmAxis, number>,
  whole: RfmThresholds,
): { thresholds: NestedThresholds; counts: number[][] } {
  const outer = scoreColumn(columns[0]!, whole.recency, 'recency', bins);
  const frequency: number[][] = [];
  const monetary: number[][][] = [];
  const inner = [new Uint16Array(outer.length), new Uint16Array(outer.length)];
  const cut = (axis: 'frequency' | 'monetary', members: number[]): number[] => {
    const k = axis === 'frequency' ? 1 : 2;
    const column = Float64Array.from(members, (i) => columns[k]![i]!);
    const { edges } = cutPresent(presentValues(column), bins[axis]);
    const part = scoreColumn(column, edges.length > 0 ? edges : whole[axis], axis, bins);
    members.forEach((i, at) => (inner[k - 1]![i] = part[at]!));
    return edges;
  };
  for (let r = 1; r <= bins.recency; r++) {
    const members = [...outer.keys()].filter((i) => outer[i] === r);
    frequency.push(cut('frequency', members));
    monetary.push(
      Array.from({ length: bins.frequency }, (_, f) =>
        cut(
          'monetary',
          members.filter((i) => inner[0]![i] === f + 1),
        ),
      ),
    );
  }
  const scores = [outer, inner[0]!, inner[1]!];
  const counts = RFM_AXES.map((axis, i) => {
    const count: number[] = Array.from({ length: bins[axis] }, () => 0);
    for (const score of scores[i]!) if (score > 0) count[score - 1]!++;
    return count;
  });
  return { thresholds: { frequency, monetary }, counts };
}

function warningsOf(
  customers: number,
  columns: readonly Float64Array[],
  counts: readonly number[][],
  bins: Record<RfmAxis, number>,
): Warning[] {
  const warnings: Warning[] = [];
  const most = Math.max(bins.recency, bins.frequency, bins.monetary);
  if (customers > 0 && customers < most) {
    const message = `${customers} customers cannot fill ${most} scores`;
    warnings.push({ code: 'few-customers', message, facts: { customers, bins: most } });
  }
  RFM_AXES.forEach((axis, i) => {
    const present = columns[i]!;
    if (present.length === 0) {
      if (customers > 0)
        warnings.push({ code: 'no-values', message: `${axis} is missing everywhere`, facts: { axis } });
    } else if (isConstant(present)) {
      warnings.push({ code: 'constant', message: `${axis} is the same for everybody`, facts: { axis } });
    } else {
      counts[i]!.forEach((count, at) => {
        if (count > 0 || customers < most) return;
        const message = `nobody has ${axis} score ${at + 1}: too many customers are alike`;
        warnings.push({ code: 'empty-bin', message, facts: { axis, score: at + 1 } });
      });
    }
  });
  return warnings;
}
