import type { PurchaseHistory } from './purchase-history.ts';
import { refuse } from './refuse.ts';
import { isSize } from './require-parameters.ts';

/**
 * Refuses a history that no customer can have; `argument` is how the caller would write it.
 *
 * Written out instead of called from the guards of `errors/`: it stands before every score of a million, where the good
 * case must cost one test and no text, and is most of what one score weighs.
 *
 * @throws InputError `not-a-count`, `wrong-type`, `not-finite` or `out-of-range`
 */
export function requireHistory(history: PurchaseHistory, argument: string): void {
  const { repeatPurchases, daysToLast, daysObserved } = history ?? ({} as PurchaseHistory);
  if (!(isSize(repeatPurchases) && Number.isSafeInteger(repeatPurchases))) {
    refuse(`${argument}.repeatPurchases`, repeatPurchases, 'a count', 'not-a-count');
  }
  if (!isSize(daysObserved)) refuse(`${argument}.daysObserved`, daysObserved, '0 or more');
  const last = repeatPurchases && daysObserved;
  if (!(isSize(daysToLast) && daysToLast <= last)) refuse(`${argument}.daysToLast`, daysToLast, `0 to ${last}`);
}
