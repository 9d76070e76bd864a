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
  const last = repeatPurchases > 0 ? daysObserved : 0;
  // Text would compare like a number: only isFinite tells it apart.
  if (!(Number.isSafeInteger(repeatPurchases) && repeatPurchases >= 0)) {
    refuse(argument, 'repeatPurchases', repeatPurchases, 'a whole number, 0 or more');
  }
  if (!(Number.isFinite(daysObserved) && daysObserved >= 0))
    refuse(argument, 'daysObserved', daysObserved, '0 or more');
  if (!(Number.isFinite(daysToLast) && daysToLast >= 0 && daysToLast <= last)) {
    refuse(argument, 'daysToLast', daysToLast, `0 to ${last}`);
  }
}

function refuse(argument: string, name: keyof PurchaseHistory, value: unknown, wanted: string): never {
  const code =
    name === 'repeatPurchases'
      ? 'not-a-count'
      : Number.isFinite(value)
        ? 'out-of-range'
        : typeof value === 'number'
          ? 'not-finite'
          : 'wrong-type';
  throw new InputError(code, `${argument}.${name}`, `expected ${wanted}, got ${String(value)}`);
}
