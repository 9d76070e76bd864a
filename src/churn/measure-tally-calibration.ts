import { requireKind } from '../errors/index.ts';
import type { ChurnScoreTally } from './churn-score-tally.ts';
import type { CalibrationBin } from './measure-calibration.ts';
import { errorsOf } from './measure-calibration.ts';
import type { MetricBase } from './score-blocks.ts';

/** How far tallied probabilities mean what they say. */
export interface TallyCalibration extends MetricBase {
  /** the bins that are not empty, ascending */
  bins: CalibrationBin[];
  /** mean distance of probability and churn rate over the bins, weighted by customers; null without customers */
  ece: number | null;
  /** the largest such distance; null without customers */
  mce: number | null;
}

/**
 * The calibration curve of a tally of scores: for millions of customers or many machines, without the rows.
 *
 * Tally only customers whose horizon is over: one whose outcome is not known counts as one who stayed. The error is the
 * one of {@link measureCalibration} with as many bins of equal width, but for probabilities rounded to 1e-9.
 *
 * @param tally - of {@link tallyChurnScores}, merged or not
 * @returns bins and errors; nulls (`bins` then `[]`) for an empty tally
 *
 * @example Do the probabilities of last quarter mean what they said?
 * ```ts
 * import { measureTallyCalibration, tallyChurnScores } from 'clientele/churn';
 *
 * const rows = [0.3, 0.3, 0.3, 0.3].map((probability, i) => ({ probability, churned: i === 0 }));
 * measureTallyCalibration(tallyChurnScores(rows)).ece; // => ~0.05
 * ```
 */
export function measureTallyCalibration(tally: ChurnScoreTally): TallyCalibration {
  requireKind(tally, 'churn-score-tally', 'tally');
  const bins = tally.bins.flatMap(({ n, churned, sumNano }): CalibrationBin[] =>
    n === 0 ? [] : [{ n, meanProbability: sumNano / n / 1e9, churnRate: churned / n }],
  );
  const n = tally.bins.reduce((sum, bin) => sum + bin.n, 0);
  const churned = tally.bins.reduce((sum, bin) => sum + bin.churned, 0);
  return { bins, ...errorsOf(bins, n), n, churned };
}
