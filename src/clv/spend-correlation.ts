import type { SpendColumns } from './spend-columns.ts';

/** Plain correlation of repeat purchases and mean amount, each row as often as it has customers; null where undefined. */
export function spendCorrelation({ rows, n, totalRepeats }: SpendColumns): number | null {
  const meanX = totalRepeats / n;
  let meanM = 0;
  for (const { mean, customers } of rows) meanM += (customers * mean) / n;
  let [xx, mm, xm] = [0, 0, 0];
  for (const { repeatPurchases, mean, customers } of rows) {
    const dx = repeatPurchases - meanX;
    const dm = mean - meanM;
    xx += customers * dx * dx;
    mm += customers * dm * dm;
    xm += customers * dx * dm;
  }
  // A spread that is nothing but the rounding of the mean is no spread.
  if (!(xx > 1e-24 * n * meanX * meanX && mm > 1e-24 * n * meanM * meanM)) return null;
  // Points on a line may round to a hair beyond 1.
  return Math.max(-1, Math.min(1, xm / Math.sqrt(xx * mm)));
}
