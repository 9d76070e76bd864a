import { InputError, requireCount, requireIterable, requireObject, requireProbability } from '../errors/index.ts';
import { quantile } from '../statistics/index.ts';

/** How many bins {@link scoreEdges} makes. */
export interface ScoreEdgesOptions {
  /** bins with about as many customers each; 10 by default */
  bins?: number;
}

/**
 * The inner edges that cut a reference population into bins of equal count; count others by them with
 * {@link countByEdges} and compare with {@link measureStability}.
 *
 * Quantiles are the linear ones of R and spreadsheets (type 7). With many equal scores edges repeat and bins between
 * them stay empty.
 *
 * @param rows - scores of the reference, in any order
 * @param options - how many bins
 * @returns one edge fewer than bins, ascending; `[]` for one bin
 * @throws InputError `empty`, `not-a-probability`, `not-a-count`, `out-of-range` (no bins)
 *
 * @example Where do I cut the scores of last quarter into quarters?
 * ```ts
 * import { scoreEdges } from 'clientele/churn';
 *
 * const rows = [0.1, 0.2, 0.3, 0.4, 0.5].map((probability) => ({ probability }));
 * scoreEdges(rows, { bins: 4 }); // => [0.2, 0.3, 0.4]
 * ```
 * @see Hyndman & Fan (1996), Sample quantiles in statistical packages, type 7
 */
export function scoreEdges(
  rows: Iterable<{
    /** the forecast, 0..1 */
    probability: number;
  }>,
  options: ScoreEdgesOptions = {},
): number[] {
  requireObject(options, 'options');
  const bins = requireCount(options.bins ?? 10, 'options.bins');
  if (bins < 1) throw new InputError('out-of-range', 'options.bins', 'expected one bin or more, got 0');
  const sorted = Float64Array.from(
    [...requireIterable(rows, 'rows')].map((row, i) => requireProbability(row?.probability, `rows[${i}].probability`)),
  ).sort();
  if (sorted.length === 0) throw new InputError('empty', 'rows', 'expected one score or more, got none');
  return Array.from({ length: bins - 1 }, (_, i) => quantile(sorted, (i + 1) / bins));
}
