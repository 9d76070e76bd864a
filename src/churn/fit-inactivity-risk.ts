import type { Purchase } from '../purchases/index.ts';
import { fitInactivityRiskFromTally } from './fit-inactivity-risk-from-tally.ts';
import type { FitInactivityFromTallyOptions } from './fit-inactivity-risk-from-tally.ts';
import type { InactivityModel } from './inactivity-model.ts';
import type { TallyInactivityOptions } from './tally-inactivity.ts';
import { tallyInactivity } from './tally-inactivity.ts';

/** What {@link fitInactivityRisk} counts and how it pools. */
export interface FitInactivityOptions extends TallyInactivityOptions, FitInactivityFromTallyOptions {}

/**
 * Learns from a purchase log how likely a customer who has been silent for so many days is to stay silent for the next
 * `horizonDays`: the "60 days without a purchase" rule, measured instead of believed.
 *
 * Such a rule needs a horizon and a stratum. On the CDNOW log, 60 to 89 days of silence mean no purchase in the next 90
 * days for 76 % of all customers, but for 87 % of those who bought once and 52 % of those who bought four times or more.
 * Each landmark is a snapshot: who had been silent for how long, and who then bought. That is the unbiased forecast for
 * a portfolio; it needs at least one horizon of history after the first landmark. With less history, or for an answer by
 * the day, use {@link fitGapRisk}. Landmarks whose outcome is not over at `asOf` are skipped and listed. One customer
 * counts once a landmark, so intervals over overlapping landmarks are somewhat too narrow.
 *
 * @param purchases - the log, in any order; read once
 * @param options - landmarks, horizon, end of knowledge, bins; `minCount` and `monotone` pool bins
 * @returns counts by purchases and silence; status `failed` when no landmark could be used, `weak` below 30 observations
 * @throws InputError as {@link tallyInactivity}; `not-a-count` (minCount)
 *
 * @example From which silence on is a customer probably gone?
 * ```ts
 * import { fitInactivityRisk, probabilityInactive } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-20T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-02-10T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-25T10:00:00Z' },
 *   { customerId: 'cyd', at: '2023-11-01T10:00:00Z' },
 * ];
 * const risk = fitInactivityRisk(purchases, {
 *   landmarks: ['2024-02-01T00:00:00Z'],
 *   horizonDays: 30,
 *   asOf: '2024-04-01T00:00:00Z',
 *   silenceEdgesDays: [0, 60],
 * });
 * probabilityInactive(risk, { daysSinceLast: 10, purchases: 1 }).value; // => 0.5
 * probabilityInactive(risk, { daysSinceLast: 92, purchases: 1 }).value; // => 1
 * ```
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference; Ayer et al. (1955), An
 * empirical distribution function for sampling with incomplete information (the pooling of `monotone`)
 */
export function fitInactivityRisk<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: FitInactivityOptions,
): InactivityModel {
  return fitInactivityRiskFromTally(tallyInactivity(purchases, options), options);
}
