import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RfmRow } from 'clientele/segmentation';
import {
  assignAbc,
  assignCluster,
  assignRfm,
  findNaturalBreaks,
  fitAbc,
  fitClusters,
  fitRfm,
  lorenzCurve,
  measureConcentration,
  measureMigration,
  mergeMigrations,
  rankRfm,
  tabulateDeciles,
} from 'clientele/segmentation';

const SETTINGS = { seed: 20_261_125, numRuns: 150 } as const;
const value = fc.oneof(
  fc.constantFrom(0, 1, 1, 1, 2, 5),
  fc.integer({ min: -50, max: 5000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-100 ? 0 : x)),
);
const cell = fc.option(value, { freq: 10, nil: null });
const population = fc.array(fc.tuple(cell, cell, cell), { maxLength: 60 }).map((list) =>
  list.map(([daysSinceLast, purchases, totalAmount], i): RfmRow => ({
    customerId: `c${i}`,
    daysSinceLast,
    purchases,
    totalAmount,
  })),
);
const amounts = fc.array(fc.oneof(fc.constantFrom(0, 10, 10), fc.double({ min: 0, max: 1e6, noNaN: true })), {
  maxLength: 60,
});
const bins = fc.integer({ min: 1, max: 8 });

test('RFM: the order of rows is irrelevant, models round trip, apply equals the counts of the fit', () => {
  fc.assert(
    fc.property(population, bins, fc.boolean(), (rows, k, nested) => {
      const model = fitRfm(rows, { bins: k, nested });
      expect(fitRfm(rows.toReversed(), { bins: k, nested })).toEqual(model);
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      const scores = rows.map((row) => assignRfm(model, row));
      for (const axis of ['recency', 'frequency', 'monetary'] as const) {
        const counts = Array.from({ length: k }, (_, s) => scores.filter((one) => one[axis] === s + 1).length);
        expect(counts).toEqual(model.fit.scoreCounts[axis]);
      }
    }),
    SETTINGS,
  );
});

test('RFM: scores are monotone in the value and do not depend on the unit', () => {
  fc.assert(
    fc.property(population, bins, fc.constantFrom(0.25, 2, 1024), (rows, k, unit) => {
      const scoresOf = (list: RfmRow[]) => {
        const model = fitRfm(list, { bins: k });
        return list.map((row) => assignRfm(model, row));
      };
      const scores = scoresOf(rows);
      // Powers of two scale without rounding: what moved would have moved by the unit.
      const scaled = scoresOf(
        rows.map((row) => ({ ...row, totalAmount: row.totalAmount === null ? null : row.totalAmount * unit })),
      );
      expect(scaled.map(({ monetary }) => monetary)).toEqual(scores.map(({ monetary }) => monetary));
      // Whole numbers keep their order under any increasing linear change: cents, and an allowance for everybody.
      const whole = (unit: number, shift: number): RfmRow[] =>
        rows.map((row) => ({
          ...row,
          totalAmount: row.totalAmount === null ? null : Math.round(row.totalAmount) * unit + shift,
        }));
      const changed = whole(100, -1999);
      const [plain, inCents] = [whole(1, 0), changed].map((list) => scoresOf(list).map(({ monetary }) => monetary));
      expect(inCents).toEqual(plain);
      const sorted = rows.map((row, i) => ({ row, ...scores[i]! })).filter(({ row }) => row.totalAmount !== null);
      sorted.sort((a, b) => a.row.totalAmount! - b.row.totalAmount!);
      sorted.slice(1).forEach((one, i) => expect(one.monetary!).toBeGreaterThanOrEqual(sorted[i]!.monetary!));
    }),
    SETTINGS,
  );
});

test('ranks: groups of split ties differ by at most one, mean ranks never part equals, rows in any order', () => {
  fc.assert(
    fc.property(population, bins, (rows, k) => {
      const split = rankRfm(rows, { ties: 'split', bins: k });
      const sizes = Array.from({ length: k }, (_, s) => split.filter(({ monetary }) => monetary === s + 1).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const again = new Map(rankRfm(rows.toReversed(), { ties: 'split', bins: k }).map((one) => [one.customerId, one]));
      for (const one of split) expect(again.get(one.customerId)).toEqual(one);
      const mean = rankRfm(rows, { ties: 'mean-rank', bins: k });
      const scoreOf = new Map<number, number>();
      rows.forEach(({ totalAmount }, i) => {
        if (totalAmount === null) return;
        const key = totalAmount + 0;
        expect(scoreOf.get(key) ?? mean[i]!.monetary).toBe(mean[i]!.monetary);
        scoreOf.set(key, mean[i]!.monetary!);
      });
    }),
    SETTINGS,
  );
});

test('concentration: 0 ≤ Gini < 1, any order, Lorenz is convex from (0, 0) to (1, 1), deciles and classes add up', () => {
  fc.assert(
    fc.property(amounts, (list) => {
      const found = measureConcentration(list);
      expect(measureConcentration(list.toReversed())).toEqual(found);
      const abc = fitAbc(list);
      const classes = list.map((amount) => assignAbc(abc, amount));
      expect((['A', 'B', 'C'] as const).map((name) => classes.filter((one) => one === name).length)).toEqual(
        Object.values(abc.fit.counts),
      );
      const deciles = tabulateDeciles(list);
      expect(deciles.reduce((sum, { customers }) => sum + customers, 0)).toBe(list.length);
      if (found.reason) return;
      expect(found.gini).toBeGreaterThanOrEqual(0);
      expect(found.gini).toBeLessThan(1);
      expect(deciles.at(-1)!.cumulativeAmountShare).toBeCloseTo(1, 12);
      const curve = lorenzCurve(list, { points: 20 }).map(({ amountShare }) => amountShare);
      expect([curve[0], curve.at(-1)]).toEqual([0, 1]);
      const steps = curve.slice(1).map((share, i) => share - curve[i]!);
      steps.slice(1).forEach((step, i) => expect(step).toBeGreaterThanOrEqual(steps[i]! - 1e-9));
    }),
    SETTINGS,
  );
});

test('migration: everybody is counted once, parts merge to the whole', () => {
  const groups = ['a', 'b', 'c'] as const;
  const snapshot = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...groups)), {
    selector: ([id]) => id,
  });
  fc.assert(
    fc.property(snapshot, snapshot, (before, after) => {
      const rows = (list: typeof before, keep: (id: number) => boolean = () => true) =>
        list.filter(([id]) => keep(id)).map(([customerId, group]) => ({ customerId, group }));
      const whole = measureMigration(rows(before), rows(after), { groups });
      const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
      expect(whole.inBoth + sum(whole.left)).toBe(before.length);
      expect(whole.inBoth + sum(whole.entered)).toBe(after.length);
      const even = (id: number): boolean => id % 2 === 0;
      const odd = (id: number): boolean => !even(id);
      const parts = [even, odd].map((keep) => measureMigration(rows(before, keep), rows(after, keep), { groups }));
      expect(mergeMigrations(parts[0]!, parts[1]!)).toEqual(whole);
    }),
    SETTINGS,
  );
});

test('natural breaks: no other partition has a smaller sum of squares', () => {
  const squares = (list: number[]): number => {
    const mean = list.reduce((a, b) => a + b, 0) / list.length;
    return list.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  };
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 4 }),
      (list, classes) => {
        const sorted = list.toSorted((a, b) => a - b);
        const found = findNaturalBreaks(list, { classes });
        expect(found.classes.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        const best = (from: number, left: number): number => {
          if (left === 1) return squares(sorted.slice(from));
          let least = Infinity;
          for (let to = from + 1; to <= sorted.length - left + 1; to++)
            least = Math.min(least, squares(sorted.slice(from, to)) + best(to, left - 1));
          return least;
        };
        expect(found.withinSumOfSquares).toBeLessThanOrEqual(best(0, Math.min(classes, list.length)) + 1e-9);
      },
    ),
    SETTINGS,
  );
});

test('clusters: every row sits at its nearest center; inertia never rises between iterations, nor with one more center', () => {
  const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 50 }), y: fc.integer({ min: 0, max: 50 }) }), {
    minLength: 1,
    maxLength: 40,
  });
  const space = { axes: { x: 'none', y: 'none' }, scale: 'none', seed: 3 } as const;
  fc.assert(
    fc.property(points, (rows) => {
      let centers = [rows[0]!];
      let before = Infinity;
      for (let clusters = 1; clusters <= 4; clusters++) {
        const start = { ...space, clusters: centers.length, initialCenters: centers };
        const model = fitClusters(rows, start);
        const assigned = rows.map((row) => assignCluster(model, row));
        const total = assigned.reduce((sum, { distance }) => sum + distance! ** 2, 0);
        expect(total).toBeCloseTo(model.fit.inertia, 6);
        // The centers of the last number, and the row that lies farthest from them: it can only come nearer.
        expect(model.fit.inertia).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = model.fit.inertia;
        let last = Infinity;
        for (let maxIterations = 1; maxIterations <= model.fit.iterations; maxIterations++) {
          const { inertia } = fitClusters(rows, { ...start, maxIterations }).fit;
          expect(inertia).toBeLessThanOrEqual(last * (1 + 1e-12));
          last = inertia;
        }
        expect(last).toBe(model.fit.inertia);
        const farthest = assigned.reduce(
          (worst, { distance }, i) => (distance! > assigned[worst]!.distance! ? i : worst),
          0,
        );
        if (assigned[farthest]!.distance === 0) return;
        centers = [...model.centersInUnits, rows[farthest]!];
      }
    }),
    { ...SETTINGS, numRuns: 60 },
  );
});
