import { InputError, requireFinite, requireOneOf, requireProbability } from '../errors/index.ts';

/** How long customers stay and what waiting costs; all for one and the same period. */
export interface RetentionTerms {
  /** share of customers kept per period, 0..1 */
  retentionRate: number;
  /** discount rate per period, above −1; 0 counts a later amount in full */
  discountRatePerPeriod: number;
  /** whether the first margin comes at once (`'now'`) or after one period, from those who stayed (`'next-period'`) */
  firstMargin: 'now' | 'next-period';
}

/** A customer who pays the same margin each period for as long as she stays; all for one and the same period. */
export interface RetentionEconomics extends RetentionTerms {
  /** margin per customer and period, in units of money */
  margin: number;
}

/**
 * Σ margins at a margin of 1. `shrink` is 1 + d − r, summed so that a rate close to 1 loses no digits.
 *
 * @see Gupta, Lehmann & Stuart 2004, "Valuing Customers", Journal of Marketing Research 41(1)
 */
export function readTerms(
  terms: RetentionTerms,
  argument: string,
): { rate: number; discount: number; shrink: number; now: boolean; multiple: number } {
  const rate = requireProbability(terms.retentionRate, `${argument}.retentionRate`);
  const discount = requireDiscount(terms.discountRatePerPeriod, `${argument}.discountRatePerPeriod`);
  const now = requireOneOf(terms.firstMargin, ['now', 'next-period'], `${argument}.firstMargin`) === 'now';
  const shrink = shrinkOf(rate, discount, `${argument}.retentionRate`);
  return { rate, discount, shrink, now, multiple: (now ? 1 + discount : rate) / shrink };
}

/** 1 + d − r, or a refusal: at or below 0 the sum of the margins has no end. */
export function shrinkOf(rate: number, discount: number, argument: string): number {
  const shrink = 1 - rate + discount;
  if (shrink <= 0) {
    throw new InputError('out-of-range', argument, `expected less than 1 + the discount rate ${discount}, got ${rate}`);
  }
  return shrink;
}

/** A discount rate per period: finite and above −1. */
export function requireDiscount(value: number, argument: string): number {
  if (requireFinite(value, argument) <= -1) {
    throw new InputError('out-of-range', argument, `expected more than -1, got ${value}`);
  }
  return value;
}
