import { requireProbability, requireWithin } from '../errors/index.ts';

/** A retention rate over one span, and the span it is wanted for. */
export interface RescaleInput {
  /** share kept over `fromDays`, 0..1 */
  retentionRate: number;
  /** days that the rate spans, above 0 */
  fromDays: number;
  /** days that are wanted, above 0 */
  toDays: number;
}

/**
 * A retention rate restated for another span, as if it were constant: r^(to/from).
 *
 * Rates do not add: 5 % monthly churn is 46 % a year, not 60 %. The churn is computed without cancellation, so that a daily
 * churn of one in a billion survives.
 *
 * @param input - the rate and the two spans
 * @returns both rates over `toDays`, 0..1
 * @throws InputError `not-a-probability`, `out-of-range` or `not-finite` for the spans
 *
 * @example We lose 5 % of customers a month: how many a year?
 * ```ts
 * import { rescaleRetentionRate } from 'clientele/retention';
 *
 * rescaleRetentionRate({ retentionRate: 0.95, fromDays: 1, toDays: 12 }); // => { retentionRate: ~0.5404, churnRate: ~0.4596 }
 * ```
 */
export function rescaleRetentionRate(input: RescaleInput): { retentionRate: number; churnRate: number } {
  const rate = requireProbability(input.retentionRate, 'input.retentionRate');
  const fromDays = requireWithin(input.fromDays, { from: 0, fromOpen: true }, 'input.fromDays');
  const toDays = requireWithin(input.toDays, { from: 0, fromOpen: true }, 'input.toDays');
  const exponent = toDays / fromDays;
  // −expm1(−∞) is 1 and −expm1(0) is −0: the sum with 0 makes it 0.
  return { retentionRate: rate ** exponent, churnRate: -Math.expm1(exponent * Math.log(rate)) + 0 };
}
