import { multiplyRatio } from 'clientele/amounts';
import type { BenchCase } from './harness.ts';

const RATE = { numerator: 5, denominator: 4 };

/** The common path: points for an order, rounded down. */
export const cases: BenchCase[] = [
  {
    name: 'points for 1,000,000 orders at 1.25 per unit, rounded down',
    data: () => Array.from({ length: 1_000_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 0) % 100_000),
    ours: (amounts: number[]) => {
      let sum = 0;
      for (const amount of amounts) sum += multiplyRatio(amount, RATE, 'down');
      return sum;
    },
    limit: (amounts: number[]) => {
      let sum = 0;
      for (const amount of amounts) sum += Math.floor(amount * 1.25);
      return sum;
    },
    goal: 2,
    check: (ours, other, who) => {
      if (ours !== other) throw new Error(`ours ${String(ours)}, ${who} ${String(other)}`);
    },
  },
];
