import type { Purchase, PurchaseSummary } from 'clientele/purchases';
import { summarizePurchases } from 'clientele/purchases';
import { createRandom, drawGamma, nextUniform } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

const DAY = 86_400_000;
const START = Date.UTC(2022, 0, 1);
const DAYS = 1000;
const END = START + DAYS * DAY;

/** Twice as many purchases as customers, in no order, with prices in cents. */
function log(customers: number): Purchase<number>[] {
  const random = createRandom(20261125);
  return Array.from({ length: 2 * customers }, () => ({
    customerId: Math.floor(nextUniform(random) * customers),
    at: START + Math.floor(nextUniform(random) * DAYS * DAY),
    amount: Math.round(drawGamma(random, 2, 0.02) * 100) / 100,
  }));
}

interface Row {
  customerId: number;
  repeatPurchases: number;
  daysToLast: number;
  daysObserved: number;
  totalAmount: number;
  meanRepeatAmount: number | null;
}

/** What one would write by hand: a map to short lists, one pass, one sort a customer; sums that round. */
function byHand(purchases: readonly Purchase<number>[]): Row[] {
  const lists = new Map<number, { days: number[]; amounts: number[] }>();
  for (const { customerId, at, amount } of purchases) {
    let list = lists.get(customerId);
    if (list === undefined) lists.set(customerId, (list = { days: [], amounts: [] }));
    list.days.push(Math.floor((at as number) / DAY));
    list.amounts.push(amount!);
  }
  const last = END / DAY - 1;
  const rows: Row[] = [];
  for (const customerId of [...lists.keys()].sort((a, b) => a - b)) {
    const { days, amounts } = lists.get(customerId)!;
    const order = days.map((_, i) => i).sort((i, j) => days[i]! - days[j]!);
    const first = days[order[0]!]!;
    let before = first;
    let repeatPurchases = 0;
    let total = 0;
    let repeated = 0;
    for (const i of order) {
      if (days[i]! !== before) repeatPurchases++;
      before = days[i]!;
      total += amounts[i]!;
      if (before !== first) repeated += amounts[i]!;
    }
    rows.push({
      customerId,
      repeatPurchases,
      daysToLast: before - first,
      daysObserved: last - first,
      totalAmount: total,
      meanRepeatAmount: repeatPurchases === 0 ? null : repeated / repeatPurchases,
    });
  }
  return rows;
}

function same(ours: unknown, limit: unknown): void {
  const [got, want] = [ours as PurchaseSummary<number>[], limit as Row[]];
  if (got.length !== want.length) throw new Error(`${got.length} customers, not ${want.length}`);
  want.forEach((row, i) => {
    const s = got[i]!;
    const near = (a: number | null, b: number | null): boolean => Math.abs((a ?? -1) - (b ?? -1)) < 1e-6;
    const equal =
      s.customerId === row.customerId &&
      s.repeatPurchases === row.repeatPurchases &&
      s.daysToLast === row.daysToLast &&
      s.daysObserved === row.daysObserved &&
      near(s.totalAmount, row.totalAmount) &&
      near(s.meanRepeatAmount, row.meanRepeatAmount);
    if (!equal) throw new Error(`customer ${row.customerId} differs`);
  });
}

export const cases: BenchCase[] = [
  {
    name: 'summaries of 2,000,000 unsorted purchases of 1,000,000 customers, against a loop by hand',
    data: () => log(1_000_000),
    ours: (data: Purchase<number>[]) => summarizePurchases(data, { asOf: END }),
    limit: byHand,
    goal: 1.5,
    rounds: 5,
    check: same,
  },
];
