import {
  addExact,
  createExactSummer,
  createFenwick,
  findRoot,
  mergeExact,
  poolAdjacentViolators,
  quantile,
  rowOrder,
  selectQuantiles,
  valueOfExact,
} from 'clientele/statistics';
import type { QuantileType } from 'clientele/statistics';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const settings = { seed: 20261125, numRuns: 300 };
const number = fc.oneof(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), fc.integer({ min: -50, max: 50 }));

test('exact sums: any order and any partition give the same JSON', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), fc.nat(40), fc.nat(), (values, cut, turn) => {
      const whole = values.reduce(addExact, []);
      const shuffled = values.toSorted((a, b) => Math.sin(a * 1e3 + turn) - Math.sin(b * 1e3 + turn));
      const parts = mergeExact(shuffled.slice(0, cut).reduce(addExact, []), shuffled.slice(cut).reduce(addExact, []));
      expect(JSON.stringify(parts)).toBe(JSON.stringify(whole));
      const summer = createExactSummer();
      shuffled.forEach(summer.add);
      expect(JSON.stringify(summer.sum())).toBe(JSON.stringify(whole));
      expect(summer.value()).toBe(valueOfExact(whole));
    }),
    settings,
  );
});

test('selected quantiles are those of the sorted list, for every definition', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(number, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 1500 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (values, ps, type) => {
        const sorted = values.toSorted((a, b) => a - b);
        const options = { type: type as QuantileType };
        expect(selectQuantiles(values, ps, options)).toEqual(ps.map((p) => quantile(sorted, p, options)));
      },
    ),
    { ...settings, numRuns: 200 },
  );
});

test('quantiles rise with the share and stay inside the list', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (values, type) => {
      const sorted = values.toSorted((a, b) => a - b);
      let before = -Infinity;
      for (let p = 0; p <= 1; p += 1 / 64) {
        const q = quantile(sorted, p, { type: type as QuantileType });
        expect(q >= before && q >= sorted[0]! && q <= sorted.at(-1)!).toBe(true);
        before = q;
      }
    }),
    settings,
  );
});

test('pooled values are monotone, keep the weighted mean, and are a fixed point', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: -9, max: 9 }) }), { minLength: 1 }),
      (points) => {
        const { blocks, fitted } = poolAdjacentViolators(points, { direction: 'increasing' });
        for (let i = 1; i < blocks.length; i++) expect(blocks[i]!.value).toBeGreaterThan(blocks[i - 1]!.value);
        const sum = (list: readonly number[]): number => list.reduce((total, y) => total + y, 0);
        expect(sum(fitted)).toBeCloseTo(sum(points.map(({ y }) => y)), 9);
        const again = poolAdjacentViolators(
          points.map(({ x }, i) => ({ x, y: fitted[i]! })),
          { direction: 'increasing' },
        );
        again.fitted.forEach((y, i) => expect(y).toBeCloseTo(fitted[i]!, 12));
      },
    ),
    settings,
  );
});

test('a Fenwick tree sums like a loop', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(19), fc.integer({ min: -9, max: 9 }))), (steps) => {
      const tree = createFenwick(20);
      const plain = Array.from({ length: 20 }, () => 0);
      for (const [index, amount] of steps) {
        tree.add(index, amount);
        plain[index]! += amount;
      }
      let sum = 0;
      plain.forEach((amount, i) => {
        sum += amount;
        expect(tree.sumTo(i)).toBe(sum);
      });
      expect(tree.total()).toBe(sum);
    }),
    settings,
  );
});

test('roots of rising cubics are found to 1e-12 of the bracket', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (root, slope) => {
        const found = findRoot((x) => (x - root) ** 3 + slope * (x - root), { low: -10, high: 10 });
        expect(Math.abs(found! - root)).toBeLessThanOrEqual(20 * 1e-12 + 1e-15);
      },
    ),
    settings,
  );
});

test('rows in an order of their own: every row once, and the same list of rows however they came', () => {
  const figure = fc.oneof(number, fc.constantFrom(0, -0, 1, Number.NaN, 1e300, -1e300));
  const table = fc.array(fc.tuple(figure, fc.integer({ min: 0, max: 1 }), figure), { maxLength: 30 });
  const listed = (rows: readonly (readonly number[])[]): string => {
    const order = Array.from(rowOrder([0, 1, 2].map((c) => rows.map((row) => row[c]!))));
    expect(order.toSorted((a, b) => a - b)).toEqual(rows.map((_, i) => i));
    return order.map((i) => rows[i]!.join(' ')).join('; ');
  };
  fc.assert(
    fc.property(
      table.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      ([rows, turned]) => {
        expect(listed(turned)).toBe(listed(rows));
      },
    ),
    settings,
  );
});
