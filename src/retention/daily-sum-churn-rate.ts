import { InputError, requireCount } from '../errors/index.ts';

/** One day of a customer base. */
export interface ChurnDay {
  /** customers at the start of the day */
  opening: number;
  /** customers lost during the day */
  lost: number;
}

/**
 * Churn as the sum of daily rates: Σ lost/opening. A policy of some billing tools, to reconcile with them.
 *
 * It is no share of anybody: over a bad month it may exceed 1. For a rate over a period use `churnRate`.
 *
 * @param days - one row a day; read once
 * @returns the sum and the number of days; 0 of 0 for none. A day with nobody and nothing lost adds 0
 * @throws InputError `not-a-count`, `inconsistent` when more were lost than were there
 *
 * @example Why does my billing tool show another churn than I do?
 * ```ts
 * import { dailySumChurnRate } from 'clientele/retention';
 *
 * dailySumChurnRate([{ opening: 100, lost: 2 }, { opening: 50, lost: 1 }]); // => { value: 0.04, days: 2 }
 * ```
 */
export function dailySumChurnRate(days: Iterable<ChurnDay>): { value: number; days: number } {
  let value = 0;
  let count = 0;
  for (const day of days) {
    const opening = requireCount(day.opening, `days[${count}].opening`);
    const lost = requireCount(day.lost, `days[${count}].lost`);
    if (lost > opening) {
      throw new InputError('inconsistent', `days[${count}].lost`, `expected at most ${opening}, got ${lost}`);
    }
    count++;
    if (opening > 0) value += lost / opening;
  }
  return { value, days: count };
}
