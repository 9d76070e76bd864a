import { createExactSummer, createRandom, drawGamma, selectQuantiles } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

function amounts(n: number): Float64Array {
  const random = createRandom(20261125);
  return Float64Array.from({ length: n }, () => Math.round(drawGamma(random, 2, 0.02) * 100) / 100);
}

export const cases: BenchCase[] = [
  {
    name: 'four quantiles of 1,000,000 amounts, against sorting them',
    data: () => amounts(1e6),
    ours: (values: Float64Array) => selectQuantiles(values, [0.2, 0.4, 0.6, 0.8]),
    limit: (values: Float64Array) => {
      const sorted = values.slice().sort();
      return [0.2, 0.4, 0.6, 0.8].map((p) => {
        const position = p * (sorted.length - 1);
        const rank = Math.floor(position);
        return sorted[rank]! + (position - rank) * (sorted[rank + 1]! - sorted[rank]!);
      });
    },
    goal: 0.3,
    check: (ours, limit) => {
      (ours as number[]).forEach((value, i) => {
        if (Math.abs(value - (limit as number[])[i]!) > 1e-9) throw new Error('answers differ');
      });
    },
  },
  {
    name: 'exact sum of 1,000,000 amounts, against a sum that rounds',
    data: () => amounts(1e6),
    ours: (values: Float64Array) => {
      const summer = createExactSummer();
      for (const value of values) summer.add(value);
      return summer.value();
    },
    limit: (values: Float64Array) => {
      let sum = 0;
      for (const value of values) sum += value;
      return sum;
    },
    goal: 8,
    check: (ours, limit) => {
      if (Math.abs((ours as number) - (limit as number)) > 1e-3) throw new Error('answers differ');
    },
  },
];
