import { InputError, requireCount, requireWithin } from '../errors/index.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** Refuses a history that no customer can have; `argument` is how the caller would write it. */
export function requireHistory(history: PurchaseHistory, argument: string): void {
  const { repeatPurchases, daysToLast, daysObserved } = history;
  // The common case costs one test: scoring a million customers runs through here.
  if (
    Number.isSafeInteger(repeatPurchases) &&
    repeatPurchases >= 0 &&
    // Text would compare like a number: only isFinite tells it apart.
    Number.isFinite(daysToLast) &&
    Number.isFinite(daysObserved) &&
    daysToLast >= 0 &&
    daysToLast <= daysObserved &&
    (repeatPurchases > 0 || daysToLast === 0)
  ) {
    return;
  }
  requireCount(repeatPurchases, `${argument}.repeatPurchases`);
  requireWithin(daysObserved, { from: 0 }, `${argument}.daysObserved`);
  requireWithin(daysToLast, { from: 0, to: daysObserved }, `${argument}.daysToLast`);
  throw new InputError(
    'out-of-range',
    `${argument}.daysToLast`,
    `expected 0 without a repeat purchase, got ${daysToLast}`,
  );
}
