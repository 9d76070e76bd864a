import {
  createExactSummer,
  createRandom,
  drawGamma,
  logGamma,
  nextUniform,
  regularizedBeta,
  selectQuantiles,
} from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

function amounts(n: number): Float64Array {
  const random = createRandom(20261125);
  return Float64Array.from({ length: n }, () => Math.round(drawGamma(random, 2, 0.02) * 100) / 100);
}

/** Lanczos with g = 7 and nine terms, as it stands in textbooks: about 15 digits. */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

function lanczos(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lanczos(1 - x);
  let sum = LANCZOS[0] as number;
  for (let i = 1; i < 9; i++) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.9189385332046728 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The continued fraction of I_x(a, b) by Lentz's method, as it stands in textbooks. */
function fraction(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - fraction(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lanczos(a) - lanczos(b) + lanczos(a + b)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * h;
}

function near(ours: unknown, other: unknown): void {
  if (!(Math.abs((ours as number) / (other as number) - 1) < 1e-9))
    throw new Error(`answers differ: ${String(ours)}, ${String(other)}`);
}

export const cases: BenchCase[] = [
  {
    name: 'logarithm of the gamma function at 1,000,000 points, against nine terms of Lanczos',
    data: () => {
      const random = createRandom(3);
      return Float64Array.from({ length: 1e6 }, () => 0.05 + 40 * nextUniform(random) ** 2);
    },
    ours: (points: Float64Array) => {
      let sum = 0;
      for (const x of points) sum += logGamma(x);
      return sum;
    },
    limit: (points: Float64Array) => {
      let sum = 0;
      for (const x of points) sum += lanczos(x);
      return sum;
    },
    goal: 1.5,
    check: near,
  },
  {
    name: 'regularized beta at 100,000 points, against a plain continued fraction',
    data: () => {
      const random = createRandom(4);
      return Array.from({ length: 1e5 }, () => [nextUniform(random), 1 + 30 * nextUniform(random), 1 + 90 * nextUniform(random)] as const); // prettier-ignore
    },
    ours: (points: (readonly [number, number, number])[]) => {
      let sum = 0;
      for (const [x, a, b] of points) sum += regularizedBeta(x, a, b);
      return sum;
    },
    limit: (points: (readonly [number, number, number])[]) => {
      let sum = 0;
      for (const [x, a, b] of points) sum += fraction(x, a, b);
      return sum;
    },
    goal: 1.5,
    check: near,
  },
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
