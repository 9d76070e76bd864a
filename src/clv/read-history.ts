import type { PurchaseHistory } from './purchase-history.ts';
import { refuse } from './refuse.ts';
import { isCount, isSize } from './require-parameters.ts';

/**
 * Refuses a history that no customer can have; `argument` is how the caller would write it.
 *
 * Written out instead of called from the guards of `errors/`: it stands before every score of a million, where the good
 * case must be small enough to be compiled into the caller, and is most of what one score weighs.
 *
 * @throws InputError `not-a-count`, `wrong-type`, `not-finite` or `out-of-range`
 */
export function requireHistory(history: PurchaseHistory, argument: string): void {
  const { repeatPurchases, daysToLast, daysObserved } = history ?? ({} as PurchaseHistory);
  // Who has not come back was last seen on her first day.
  const last = repeatPurchases && daysObserved;
  if (!(isCount(repeatPurchases) && isSize(daysObserved) && isSize(daysToLast) && daysToLast <= last)) {
    refuseHistory(argument, repeatPurchases, daysToLast, daysObserved, last);
  }
}

/** Says which of its figures cannot be. */
function refuseHistory(argument: string, x: number, daysToLast: number, daysObserved: number, last: number): never {
  if (!isCount(x)) refuse(`${argument}.repeatPurchases`, x, 'a count', 'not-a-count');
  if (!isSize(daysObserved)) refuse(`${argument}.daysObserved`, daysObserved, '0 or more');
  refuse(`${argument}.daysToLast`, daysToLast, `0 to ${last}`);
}
