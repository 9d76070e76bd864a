import { requireObject } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { BinOptions, OutcomeRow } from './bin-weight-of-evidence.ts';
import { binWeightOfEvidence } from './bin-weight-of-evidence.ts';
import type { MetricBase } from './score-blocks.ts';

/** How much a variable alone says about who leaves. */
export interface InformationValue extends Figure<'one-class' | 'empty'>, MetricBase {
  /**
   * below 0.02 `useless`, below 0.1 `weak`, below 0.3 `medium`, below 0.5 `strong`, else `suspicious`: a habit of credit
   * scoring, no test; null without a value
   */
  strength: 'useless' | 'weak' | 'medium' | 'strong' | 'suspicious' | null;
}

/**
 * The information value of a variable: how far apart its bins pull those who leave and those who stay. For a first look
 * at many variables.
 *
 * It grows with the number of bins, also by chance: compare variables with as many bins, and bin numbers first, with
 * {@link proposeBins}. A suspicious one may know the future: see {@link checkLeakage}. It has no direction; the weight of
 * evidence that it adds up is positive where a bin is riskier, points of a scorecard go the other way.
 *
 * @param rows - values and outcomes, in any order
 * @param options - edges for numbers
 * @returns 0 or more; null when everybody left or stayed (`one-class`) or without rows (`empty`)
 * @throws InputError `wrong-type`, `not-finite`, `out-of-order` (edges)
 *
 * @example Is the plan worth a place in the model?
 * ```ts
 * import { measureInformationValue } from 'clientele/churn';
 *
 * const rows = ['basic', 'basic', 'basic', 'pro', 'pro', 'pro'].map((value, i) => ({ value, churned: i < 2 || i === 3 }));
 * const plan = measureInformationValue(rows);
 * [plan.value, plan.strength]; // => [~0.462098, 'strong']
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6
 */
export function measureInformationValue(rows: Iterable<OutcomeRow>, options: BinOptions = {}): InformationValue {
  requireObject(options, 'options');
  const { bins, informationValue: value, reason } = binWeightOfEvidence(rows, options);
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  const churned = bins.reduce((sum, bin) => sum + bin.churned, 0);
  if (value === null) return { value, strength: null, n, churned, reason: reason! };
  const limits = ['useless', 'weak', 'medium', 'strong'] as const;
  const strength = limits.find((_, i) => value < [0.02, 0.1, 0.3, 0.5][i]!) ?? 'suspicious';
  return { value, strength, n, churned };
}
