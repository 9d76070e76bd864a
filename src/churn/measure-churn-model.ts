import { InputError, requireCount, requireLevel, requireObject, requireOneOf } from '../errors/index.ts';
import type { Figure, Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import { averagePrecisionOf } from './measure-average-precision.ts';
import type { BrierScore } from './measure-brier.ts';
import { brierOf } from './measure-brier.ts';
import type { CalibrationReport } from './measure-calibration.ts';
import { calibrationOf } from './measure-calibration.ts';
import type { KsDistance } from './measure-ks.ts';
import { ksOf } from './measure-ks.ts';
import { logLossOf } from './measure-log-loss.ts';
import type { RocAuc } from './measure-roc-auc.ts';
import { rocAucOf } from './measure-roc-auc.ts';
import type { TopLift } from './measure-top-lift.ts';
import { topLiftOf } from './measure-top-lift.ts';
import type { MetricBase } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** How {@link measureChurnModel} looks. */
export interface MeasureChurnModelOptions {
  /** confidence of the intervals, 0..1; 0.95 by default */
  level?: number;
  /** bins of the calibration curve; 10 by default */
  bins?: number;
  /** calibration bins of equal width on 0..1 (default), or of equal count */
  binning?: 'width' | 'count';
}

/** What a model is worth on rows that it has not seen: does it rank, and do its probabilities mean what they say? */
export interface ChurnReport extends MetricBase {
  /** share who left, with its interval: what chance is compared with */
  churnRate: Rate;
  /** ranking: area under the ROC curve */
  rocAuc: RocAuc;
  /** ranking: average precision; chance gives the churn rate */
  averagePrecision: Figure<'one-class' | 'empty'> & MetricBase;
  /** ranking: widest distance of the two classes */
  ks: KsDistance;
  /** ranking: lift of the tenth with the highest scores */
  topLift: TopLift;
  /** probabilities: log loss */
  logLoss: Figure<'empty'> & MetricBase;
  /** probabilities: Brier score with its parts */
  brier: BrierScore;
  /** probabilities: calibration curve, slope and errors */
  calibration: CalibrationReport;
}

/**
 * One report of ranking **and** calibration: a model with a fine AUC may be wrong about every probability, and one with
 * perfect probabilities may rank nobody.
 *
 * Give it rows that the model was not trained on; {@link backtest} makes them in order of time. The rows are sorted once
 * for all measures.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - confidence and bins
 * @returns every measure with its base; nulls with reasons where all left, all stayed or there are no rows
 * @throws InputError `not-a-probability`, `wrong-type`, `not-a-count`, `out-of-range`, `unknown-name`
 *
 * @example Is my model any good?
 * ```ts
 * import { measureChurnModel } from 'clientele/churn';
 *
 * const rows = [0.9, 0.8, 0.6, 0.3, 0.2].map((probability, i) => ({ probability, churned: i === 0 || i === 2 }));
 * const report = measureChurnModel(rows);
 * [report.rocAuc.value, report.brier.value, report.calibration.ece]; // => [~0.833333, ~0.188, ~0.36]
 * ```
 */
export function measureChurnModel(rows: Iterable<ScoredRow>, options: MeasureChurnModelOptions = {}): ChurnReport {
  requireObject(options, 'options');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const bins = requireCount(options.bins ?? 10, 'options.bins');
  if (bins < 1) throw new InputError('out-of-range', 'options.bins', 'expected one bin or more, got 0');
  const binning = requireOneOf(options.binning ?? 'width', ['width', 'count'], 'options.binning');
  const blocks = scoreBlocks(rows);
  const { n, churned } = blocks;
  return {
    n,
    churned,
    churnRate: measureRate({ numerator: churned, denominator: n }, { level }),
    rocAuc: rocAucOf(blocks, level),
    averagePrecision: averagePrecisionOf(blocks),
    ks: ksOf(blocks),
    topLift: topLiftOf(blocks, 0.1),
    logLoss: logLossOf(blocks),
    brier: brierOf(blocks),
    calibration: calibrationOf(blocks, bins, binning),
  };
}
