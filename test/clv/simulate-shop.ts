import { simulatePurchases, type PurchaseHistory, type PurchaseModel } from 'clientele/clv';

/** Histories of customers simulated over a year. The day of the last purchase is whole, as a log shows it, unless told otherwise. */
export const simulateShop = (
  model: PurchaseModel,
  seed: number,
  customers: number,
  toDay: (days: number) => number = Math.round,
): Required<Omit<PurchaseHistory, 'customers' | 'covariates'>>[] =>
  simulatePurchases(model, { seed, customers, observedDays: 365 }).map(({ purchaseDays: days }) => ({
    repeatPurchases: days.length - 1,
    daysToLast: toDay(days.at(-1)!),
    daysObserved: 365,
    sumLogGapDays: days.slice(1).reduce((sum, day, i) => sum + Math.log(day - days[i]!), 0),
  }));
