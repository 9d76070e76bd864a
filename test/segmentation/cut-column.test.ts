import { expect, test } from 'vitest';
import { cutColumn } from '../../src/segmentation/cut-column.ts';

/** From 20,000 values on a column is not sorted but counted in buckets; it must come out as if it had been sorted. */
const N = 20_000;

/** The places 0 to N − 1 in a mixed order: 7,919 is a prime and no divisor of N. */
const mixed = (make: (place: number) => number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => make((i * 7919) % N));

test.each<[string, number, Float64Array]>([
  ['whole numbers below and above 0', 5, mixed((i) => i - 7000)],
  ['few different ones', 7, mixed((i) => i % 3)],
  ['all the same', 2, mixed(() => -4)],
  // As 32-bit floats neighbours are alike; of the others each third has another size.
  [
    'neighbours closer than a float can tell',
    10,
    mixed((i) => (i % 3 === 0 ? 1e9 + i / 64 : (i - 9000) * 10 ** (i % 12))),
  ],
  ['numbers beyond the largest float', 4, mixed((i) => (i - 11_000) * 1e296)],
])('%s: edges at the quantiles in %i parts, and how many lie at or below', (_, bins, values) => {
  const sorted = values.slice().sort();
  const { edges, atMost } = cutColumn(values, bins);
  for (let k = 1; k < bins; k++) {
    const steps = (N - 1) * k;
    const [below, above] = [sorted[Math.floor(steps / bins)]!, sorted[Math.ceil(steps / bins)]!];
    const edge = edges[k - 1]!;
    expect(edge).toBe(below === above ? below : below + ((steps % bins) / bins) * (above - below));
    expect(atMost[k - 1]).toBe(sorted.findLastIndex((value) => value <= edge) + 1);
  }
});

test('an edge between two numbers whose difference is beyond all numbers', () => {
  const far = Float64Array.of(1.5e308, -1.5e308);
  expect(cutColumn(far, 4)).toEqual({ edges: [-0.75e308, 0, 0.75e308], atMost: [1, 1, 1] });
  expect(far).toEqual(Float64Array.of(1.5e308, -1.5e308));
});
