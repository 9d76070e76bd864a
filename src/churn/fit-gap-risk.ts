import type { Purchase } from '../purchases/index.ts';
import { fitGapRiskFromTally } from './fit-gap-risk-from-tally.ts';
import type { GapModel } from './gap-model.ts';
import type { FitGapOptions } from './tally-gaps.ts';
import { tallyGaps } from './tally-gaps.ts';

/**
 * Learns from the gaps between purchases how telling a silence is: one gap a purchase, closed by the next purchase or
 * still open at `asOf`.
 *
 * It needs less history than {@link fitInactivityRisk} and answers for every day of silence and every horizon, but it
 * counts a frequent customer once a purchase, so a pooled model speaks of purchases rather than of customers: give
 * `strata`. Open gaps count as what they are, not yet ended, by Kaplan and Meier.
 *
 * @param purchases - the log, in any order; read once
 * @param options - end of knowledge, strata
 * @returns one curve a stratum; null curves where no gap was seen
 * @throws InputError as `readOrderLog`; `empty` (strata), `out-of-order`, `not-a-count`, `out-of-range`
 *
 * @example How long do my customers usually stay away?
 * ```ts
 * import { fitGapRisk, probabilityNoReturn } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-11T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-01T10:00:00Z' },
 * ];
 * const gaps = fitGapRisk(purchases, { asOf: '2024-03-01T00:00:00Z' });
 * gaps.fit.n; // => 3
 * probabilityNoReturn(gaps, { daysSinceLast: 0, purchases: 1 }, { horizonDays: 30 }).value; // => ~0.666667
 * ```
 * @see Kaplan & Meier (1958), Nonparametric estimation from incomplete observations
 */
export function fitGapRisk<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: FitGapOptions,
): GapModel {
  return fitGapRiskFromTally(tallyGaps(purchases, options));
}
