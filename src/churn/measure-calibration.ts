import { InputError, requireCount, requireObject, requireOneOf } from '../errors/index.ts';
import { binOf } from './bin-of.ts';
import { logitOf } from './calibration.ts';
import { fallingGroups } from './falling-groups.ts';
import { fitBlocks } from './fit-calibration.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { noRanking, scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** How {@link measureCalibration} groups. */
export interface MeasureCalibrationOptions {
  /** how many bins; 10 by default */
  bins?: number;
  /** bins of equal width on 0..1 (default), ascending, or of equal count by falling probability */
  binning?: 'width' | 'count';
}

/** Customers with similar probabilities. */
export interface CalibrationBin {
  /** customers */
  n: number;
  /** mean of the probabilities, 0..1 */
  meanProbability: number;
  /** share who left, 0..1 */
  churnRate: number;
}

/** How far probabilities mean what they say. */
export interface CalibrationReport extends MetricBase {
  /** the bins that are not empty */
  bins: CalibrationBin[];
  /** mean distance of probability and churn rate over the bins, weighted by customers; null without rows */
  ece: number | null;
  /** the largest such distance; null without rows */
  mce: number | null;
  /** intercept of the outcome on the logit, 0 is right; null where it is not identified */
  intercept: number | null;
  /** slope of the outcome on the logit: below 1 too sure, above 1 too timid; null where it is not identified */
  slope: number | null;
  /** shift of the logit that brings the mean right with slope 1: above 0 more left than said; null with one class */
  inTheLarge: number | null;
}

/**
 * Whether probabilities mean what they say: of the customers at 30 %, do 30 % leave?
 *
 * Read it beside {@link measureRocAuc}: a ranking may be fine and every probability wrong, and the other way round. The
 * error over bins depends on the bins; slope and intercept do not.
 *
 * @param rows - scores and outcomes, in any order, not those of the training
 * @param options - bins
 * @returns bins and measures; nulls without rows (`bins` then `[]`)
 * @throws InputError `not-a-probability`, `wrong-type`, `not-a-count`, `out-of-range` (no bins), `unknown-name`
 *
 * @example Do my probabilities mean what they say?
 * ```ts
 * import { measureCalibration } from 'clientele/churn';
 *
 * const rows = [0.3, 0.3, 0.3, 0.3].map((probability, i) => ({ probability, churned: i === 0 }));
 * measureCalibration(rows).bins; // => [{ n: 4, meanProbability: 0.3, churnRate: 0.25 }]
 * measureCalibration(rows).ece; // => ~0.05
 * ```
 * @see Cox (1958), Two further applications of a model for binary regression
 */
export function measureCalibration(
  rows: Iterable<ScoredRow>,
  options: MeasureCalibrationOptions = {},
): CalibrationReport {
  requireObject(options, 'options');
  const count = requireCount(options.bins ?? 10, 'options.bins');
  if (count < 1) throw new InputError('out-of-range', 'options.bins', 'expected one bin or more, got 0');
  const binning = requireOneOf(options.binning ?? 'width', ['width', 'count'], 'options.binning');
  return calibrationOf(scoreBlocks(rows), count, binning);
}

/** The same on condensed rows. */
export function calibrationOf(blocks: ScoreBlocks, count: number, binning: 'width' | 'count'): CalibrationReport {
  const { n, churned } = blocks;
  const groups = binning === 'width' ? widthGroups(blocks, count) : fallingGroups(blocks, count);
  const bins = groups.map((group) => ({
    n: group.n,
    meanProbability: group.sumProbability / group.n,
    churnRate: group.churned / group.n,
  }));
  const { ece, mce } = errorsOf(bins, n);
  const line = noRanking(blocks) === null ? fitBlocks(blocks, [logitOf], 1, 0) : null;
  const known = line !== null && !line.separated && line.converged && line.constant.length === 0;
  const large = noRanking(blocks) === null ? fitBlocks(blocks, [], 1, 0, logitOf).intercept : null;
  const { intercept, slope } = known
    ? { intercept: line.intercept, slope: line.coefficients[0]! }
    : { intercept: null, slope: null };
  return { bins, ece, mce, intercept, slope, inTheLarge: large, n, churned };
}

/** Expected and largest calibration error over bins of `n` customers; nulls without customers. */
export function errorsOf(bins: readonly CalibrationBin[], n: number): { ece: number | null; mce: number | null } {
  if (n === 0) return { ece: null, mce: null };
  const gaps = bins.map(({ meanProbability, churnRate }) => Math.abs(meanProbability - churnRate));
  const ece = bins.reduce((sum, bin, i) => sum + (bin.n / n) * gaps[i]!, 0);
  return { ece, mce: gaps.reduce((most, gap) => Math.max(most, gap), 0) };
}

function widthGroups({ probability, left, stayed }: ScoreBlocks, count: number) {
  const groups = Array.from({ length: count }, () => ({ n: 0, churned: 0, sumProbability: 0 }));
  probability.forEach((p, b) => {
    const group = groups[binOf(p, count)]!;
    const size = left[b]! + stayed[b]!;
    group.n += size;
    group.churned += left[b]!;
    group.sumProbability += p * size;
  });
  return groups.filter((group) => group.n > 0);
}
