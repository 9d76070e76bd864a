import { InputError, requireFinite } from '../errors/index.ts';
import { spendBetween } from './break-even-retention-spend.ts';
import { readTerms, type RetentionEconomics, shrinkOf } from './retention-economics.ts';

/** The step that is asked about. */
export interface RetentionWhatIfOptions {
  /** `points` are added to the rate (0.05 is five points); `share` is relative (0.05 makes 0.8 to 0.84) */
  change: { points: number } | { share: number };
}

/** A customer before and after a change of retention. */
export interface RetentionWhatIf {
  /** share kept per period after the change */
  newRetentionRate: number;
  /** value of a customer today, units of money */
  before: number;
  /** value after the change */
  after: number;
  /** after − before, computed without cancellation */
  gain: number;
  /** gain / before; null when before is 0 */
  gainShare: number | null;
  /** expected periods 1/(1 − r) today; null at a rate of 1 */
  lifetimeBefore: number | null;
  /** expected periods after the change; null at a rate of 1 */
  lifetimeAfter: number | null;
  /** relative change of the lifetime; null where one of the lifetimes is */
  lifetimeGainShare: number | null;
  /** most that the change may cost per customer and period; null where nobody is left to spend on */
  breakEvenSpendPerPeriod: number | null;
}

/**
 * What a change of retention is worth to *you*: value and lifetime of a customer before and after.
 *
 * "Five points more retention give 25 to 95 % more profit" is the lifetime arithmetic alone: 25 % at a rate of 0.75, 95 % at
 * 0.897. Discounted at 12 % the same five points are 20 % at 0.6 and 37 % at 0.9.
 *
 * @param economics - today's retention, discount and margin per the same period
 * @param options - the change; a new rate within 1e-12 above 1 is 1
 * @returns values in units of money, lifetimes in periods
 * @throws InputError as {@link marginMultiple} for either rate, `inconsistent` unless exactly one of `points` and `share` is given
 *
 * @example What are five points of retention worth to us?
 * ```ts
 * import { retentionWhatIf } from 'clientele/retention';
 *
 * const today = { retentionRate: 0.75, discountRatePerPeriod: 0.12, firstMargin: 'next-period', margin: 100 } as const;
 * const point = retentionWhatIf(today, { change: { points: 0.05 } });
 * [point.before, point.after]; // => [~202.7027, ~250]
 * point.lifetimeGainShare; // => ~0.25
 * point.breakEvenSpendPerPeriod; // => ~18.9189
 * ```
 * @see Reichheld & Sasser 1990, "Zero Defections", Harvard Business Review 68(5), for the folklore
 */
export function retentionWhatIf(economics: RetentionEconomics, options: RetentionWhatIfOptions): RetentionWhatIf {
  const { rate, discount, shrink, now, multiple } = readTerms(economics, 'economics');
  const margin = requireFinite(economics.margin, 'economics.margin');
  const newRate = changed(rate, options.change);
  const newShrink = shrinkOf(newRate, discount, 'options.change');
  const before = margin * multiple;
  // r′/g′ − r/g and (1 + d)(1/g′ − 1/g) are both (1 + d)(r′ − r)/(g g′).
  const gain = (margin * (1 + discount) * (newRate - rate)) / (shrink * newShrink) + 0;
  const base = now ? 1 : rate / (1 + discount);
  const lifetimeBefore = rate === 1 ? null : 1 / (1 - rate);
  const lifetimeAfter = newRate === 1 ? null : 1 / (1 - newRate);
  return {
    newRetentionRate: newRate,
    before,
    after: (margin * (now ? 1 + discount : newRate)) / newShrink,
    gain,
    gainShare: before === 0 ? null : (newRate - rate) / (base * newShrink),
    lifetimeBefore,
    lifetimeAfter,
    lifetimeGainShare: lifetimeBefore === null || lifetimeAfter === null ? null : (newRate - rate) / (1 - newRate),
    breakEvenSpendPerPeriod:
      newRate === 0 && !now ? null : spendBetween({ rate, newRate, discount, shrink, now, margin }),
  };
}

function changed(rate: number, change: { points?: number; share?: number }): number {
  if ((change.points === undefined) === (change.share === undefined)) {
    throw new InputError('inconsistent', 'options.change', 'expected exactly one of points and share');
  }
  const newRate =
    change.points === undefined
      ? rate * (1 + requireFinite(change.share!, 'options.change.share'))
      : rate + requireFinite(change.points, 'options.change.points');
  if (newRate > 1 && newRate <= 1 + 1e-12) return 1;
  if (newRate < 0 || newRate > 1) {
    throw new InputError('out-of-range', 'options.change', `expected a new rate from 0 to 1, got ${newRate}`);
  }
  return newRate + 0;
}
