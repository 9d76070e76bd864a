import { requireKind, requireObject } from '../errors/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { InactivityModel } from './inactivity-model.ts';

/** One row of the table of silence. */
export interface InactivityRow {
  /** fewest purchases of the stratum */
  fromPurchases: number;
  /** most purchases, included; null is open */
  toPurchases: number | null;
  /** shortest silence, days, included */
  fromDays: number;
  /** longest silence, days, excluded; null is open */
  toDays: number | null;
  /** share without a purchase in the horizon that followed */
  churnRate: Rate;
}

/** What {@link tabulateInactivity} needs to know beside the model. */
export interface TabulateInactivityOptions {
  /** confidence of the intervals, 0..1; 0.95 by default */
  level?: number;
}

/**
 * The whole inactivity risk as rows for a table or chart, stratum by stratum, silence from short to long.
 *
 * @param model - of {@link fitInactivityRisk}
 * @param options - confidence of the intervals
 * @returns one row a bin; a bin without anybody has a null rate with reason `empty`
 * @throws InputError `out-of-range` (level)
 *
 * @example What does my table of silence look like?
 * ```ts
 * import { fitInactivityRisk, tabulateInactivity } from 'clientele/churn';
 *
 * const risk = fitInactivityRisk([{ customerId: 'ann', at: '2024-01-20T10:00:00Z' }], {
 *   landmarks: ['2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
 *   horizonDays: 30,
 *   asOf: '2024-04-01T00:00:00Z',
 * });
 * tabulateInactivity(risk).map((row) => [row.fromDays, row.toDays, row.churnRate.value]); // => [[0, 30, 1], [30, null, 1]]
 * ```
 */
export function tabulateInactivity(model: InactivityModel, options: TabulateInactivityOptions = {}): InactivityRow[] {
  requireKind(model, 'inactivity-risk', 'model');
  requireObject(options, 'options');
  return model.strata.flatMap(({ fromPurchases, toPurchases, bins }) =>
    bins.map(({ fromDays, toDays, n, churned }) => ({
      fromPurchases,
      toPurchases,
      fromDays,
      toDays,
      churnRate: measureRate({ numerator: churned, denominator: n }, options),
    })),
  );
}
