import { InputError, requireWithin } from '../errors/index.ts';
import type { FitReport } from '../statistics/index.ts';

/** One known point of the response to spend, and the ceiling that no spend lifts it over. */
export interface SpendPoint {
  /** rate that more and more spend approaches, above 0 to 1 */
  ceilingRate: number;
  /** today's spend per prospect (acquisition) or per customer and period (retention), above 0 */
  spend: number;
  /** rate reached with it, above 0 and below the ceiling */
  rate: number;
}

/** How a rate answers to spend: rate(s) = c(1 − e^(−ks)). A stored value without customer data. */
export interface SpendResponse {
  /** what this stored value is */
  kind: 'spend-response';
  /** version of its form */
  version: 1;
  /** ceiling c, above 0 to 1 */
  ceilingRate: number;
  /** steepness k, per unit of money */
  steepness: number;
  /** the point that the curve was drawn through */
  calibratedAt: { spend: number; rate: number };
  /** n is 1, one point determines the curve; `weak` where the point lies so flat that a little more or less changes much */
  fit: FitReport;
}

/**
 * The curve of diminishing returns through one known point: what a rate becomes when more or less is spent on it.
 *
 * The ceiling is a judgement: the share that could be won, or kept, with unlimited money. Try two ceilings before believing
 * an allocation.
 *
 * @param point - ceiling, spend and rate of today
 * @returns the stored curve; `weak` with a warning when the rate is below 2 % or above 98 % of the ceiling
 * @throws InputError `out-of-range` (a rate at or above the ceiling, a ceiling above 1, a spend or rate of 0 or less), `not-finite`
 *
 * @example 5 a prospect wins one in ten, and four in ten is all there is: what would 12 win?
 * ```ts
 * import { expectedRateAtSpend, fitSpendResponse } from 'clientele/retention';
 *
 * const response = fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 });
 * response.steepness; // => ~0.0575364
 * expectedRateAtSpend(response, { spend: 12 }).rate; // => ~0.199457
 * fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.4 }); // => throws 'out-of-range'
 * ```
 * @see Blattberg & Deighton 1996, "Manage Marketing by the Customer Equity Test", Harvard Business Review 74(4)
 */
export function fitSpendResponse(point: SpendPoint): SpendResponse {
  const ceilingRate = requireWithin(point.ceilingRate, { from: 0, fromOpen: true, to: 1 }, 'point.ceilingRate');
  const spend = requireWithin(point.spend, { from: 0, fromOpen: true }, 'point.spend');
  const rate = requireWithin(point.rate, { from: 0, fromOpen: true, to: ceilingRate, toOpen: true }, 'point.rate');
  const share = rate / ceilingRate;
  const steepness = -Math.log1p(-share) / spend;
  if (!(steepness > 0 && steepness < Infinity && share < 1)) {
    throw new InputError('out-of-range', 'point', `expected a curve of finite steepness, got ${steepness}`);
  }
  const weak = share < 0.02 || share > 0.98;
  return {
    kind: 'spend-response',
    version: 1,
    ceilingRate,
    steepness,
    calibratedAt: { spend, rate },
    fit: {
      n: 1,
      status: weak ? 'weak' : 'interior',
      warnings: weak
        ? [
            {
              code: 'near-edge',
              message: 'The known rate lies at an edge of the curve, where it says little about the rest of it.',
              facts: { shareOfCeiling: share },
            },
          ]
        : [],
    },
  };
}
