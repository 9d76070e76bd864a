import { InputError, requireCount, requireFinite, requireIterable, requireWithin } from '../errors/index.ts';
import type { SpendHistory } from './purchase-history.ts';

/** Customers with a repeat purchase and a positive mean amount, sorted by repeat purchases and mean. */
export interface SpendColumns {
  rows: { repeatPurchases: number; mean: number; customers: number }[];
  /** customers in the rows */
  n: number;
  /** their repeat purchases */
  totalRepeats: number;
  /** Σ x·m / Σ x; 0 when there is nobody */
  pooledMean: number;
}

/** Reads and checks spend histories. Customers without repeat purchases, or with a mean of 0 or less, say nothing of spend. */
export function spendColumns(histories: Iterable<SpendHistory>): SpendColumns {
  const rows: SpendColumns['rows'] = [];
  let i = 0;
  for (const history of requireIterable(histories, 'histories')) {
    const { repeatPurchases, meanRepeatAmount, customers = 1 } = history ?? ({} as SpendHistory);
    const argument = `histories[${i++}]`;
    requireCount(repeatPurchases, `${argument}.repeatPurchases`);
    requireWithin(customers, { from: 0 }, `${argument}.customers`);
    if (meanRepeatAmount !== null) requireFinite(meanRepeatAmount, `${argument}.meanRepeatAmount`);
    if (repeatPurchases > 0 && customers > 0 && meanRepeatAmount !== null && meanRepeatAmount > 0) {
      rows.push({ repeatPurchases, mean: meanRepeatAmount, customers });
    }
  }
  if (i === 0) throw new InputError('empty', 'histories', 'expected at least one history, got none');
  rows.sort((p, q) => p.repeatPurchases - q.repeatPurchases || p.mean - q.mean);
  let [n, totalRepeats, amount] = [0, 0, 0];
  for (const { repeatPurchases, mean, customers } of rows) {
    n += customers;
    totalRepeats += customers * repeatPurchases;
    amount += customers * repeatPurchases * mean;
  }
  return { rows, n, totalRepeats, pooledMean: totalRepeats === 0 ? 0 : amount / totalRepeats };
}
