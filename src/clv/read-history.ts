import { InputError } from '../errors/index.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/**
 * Refuses a history that no customer can have; `argument` is how the caller would write it.
 *
 * Written out instead of called from the guards of `errors/`: it stands before every score of a million, where the good
 * case must cost one test and no text, and is most of what one score weighs.
 *
 * @throws InputError `not-a-count`, `wrong-type`, `not-finite` or `out-of-range`
 */
export function requireHistory(history: PurchaseHistory, argument: string): void {
  const { repeatPurchases, daysToLast, daysObserved } = history;
  const counted = Number.isSafeInteger(repeatPurchases) && repeatPurchases >= 0;
  // Text would compare like a number: only isFinite tells it apart.
  const observed = Number.isFinite(daysObserved) && daysObserved >= 0;
  const last = repeatPurchases > 0 ? daysObserved : 0;
  if (counted && observed && Number.isFinite(daysToLast) && daysToLast >= 0 && daysToLast <= last) return;
  const [name, wanted] = counted
    ? observed
      ? (['daysToLast', `0 to ${last}`] as const)
      : (['daysObserved', '0 or more'] as const)
    : (['repeatPurchases', 'a whole number, 0 or more'] as const);
  const value = history[name];
  throw new InputError(
    counted
      ? typeof value === 'number'
        ? Number.isFinite(value)
          ? 'out-of-range'
          : 'not-finite'
        : 'wrong-type'
      : 'not-a-count',
    `${argument}.${name}`,
    `expected ${wanted}, got ${String(value)}`,
  );
}
