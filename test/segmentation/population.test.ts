import { describe, expect, test } from 'vitest';
import {
  assignAbc,
  assignCluster,
  compareClusterCounts,
  findNaturalBreaks,
  fitAbc,
  fitClusters,
  fitLookalike,
  fitRfm,
  lorenzCurve,
  measureConcentration,
  measureCustomersNeeded,
  measureLikeness,
  measureMigration,
  measureSilhouette,
  measureTopShare,
  mergeMembershipTallies,
  mergeMigrations,
  profileSegments,
  tabulateDeciles,
} from 'clientele/segmentation';

const code = (value: string): unknown => expect.objectContaining({ code: value });

describe('concentration', () => {
  test('one customer, equal customers, one with everything', () => {
    expect(measureConcentration([7])).toEqual({ customers: 1, total: 7, gini: 0, giniSample: null, herfindahl: 1 });
    expect(measureConcentration([3, 3, 3])).toMatchObject({ gini: 0, giniSample: 0 });
    expect(measureConcentration([0, 0, 0, 10])).toMatchObject({ gini: 0.75, giniSample: 1, herfindahl: 1 });
  });

  test('no answer for nobody, negative amounts, nothing: null with the reason, in every function', () => {
    for (const [amounts, reason] of [
      [[], 'empty'],
      [[5, -1], 'negative'],
      [[0, 0], 'zero-total'],
    ] as const) {
      expect(measureConcentration(amounts)).toMatchObject({ gini: null, giniSample: null, herfindahl: null, reason });
      expect(measureTopShare(amounts, { customerShare: 0.5 })).toMatchObject({ value: null, reason });
      expect(measureCustomersNeeded(amounts, { amountShare: 0.5 })).toMatchObject({
        value: null,
        reason,
        customerShare: null,
      });
      expect(lorenzCurve(amounts)).toEqual([]);
      expect(fitAbc(amounts)).toMatchObject({ lowestAmount: { A: null, B: null }, fit: { status: 'failed' } });
      expect(assignAbc(fitAbc(amounts), 5)).toBe('C');
    }
  });

  test('a share of customers is the decimal that is written: a tenth of 30 are 3', () => {
    expect(
      measureTopShare(
        Array.from({ length: 30 }, () => 1),
        { customerShare: 0.1 },
      ),
    ).toMatchObject({ customers: 3, value: 0.1 });
    expect(measureTopShare([1, 2], { customerShare: 0 })).toMatchObject({ value: 0, customers: 0 });
    expect(measureCustomersNeeded([1, 2], { amountShare: 0 }).value).toBe(0);
    expect(measureCustomersNeeded([1, 2], { amountShare: 1 }).value).toBe(2);
    // Rounding is forgiven, money is not: whoever holds the last cents of a fortune is needed for all of it.
    expect(measureCustomersNeeded([1e15, 1e15, 3], { amountShare: 1 }).value).toBe(3);
    expect(measureCustomersNeeded([1e9, 1e-4], { amountShare: 1 }).value).toBe(2);
    expect(measureCustomersNeeded([0.1, 0.2, 0.3, 0.4], { amountShare: 0.7 }).value).toBe(2);
  });

  test('cents add up exactly', () => {
    expect(measureConcentration(Array.from({ length: 10 }, () => 0.1)).total).toBe(1);
  });

  test('A holds the one who crosses the line, and everyone with the same amount', () => {
    expect(fitAbc([90, 5, 3, 2]).fit.counts).toEqual({ A: 1, B: 1, C: 2 });
    expect(fitAbc([10, 10, 10, 10]).fit.counts).toEqual({ A: 4, B: 0, C: 0 });
  });

  test('deciles of fewer customers than groups; negative amounts have no shares', () => {
    const rows = tabulateDeciles([5, 1], { groups: 3 });
    expect(rows.map(({ customers }) => customers)).toEqual([1, 1, 0]);
    expect(rows[2]).toMatchObject({ lowestAmount: null, highestAmount: null, index: null, amount: 0 });
    expect(tabulateDeciles([5, -1], { groups: 1 })[0]).toMatchObject({ amount: 4, amountShare: null, index: null });
    expect(tabulateDeciles([])[0]).toMatchObject({ customers: 0, cumulativeAmountShare: null });
  });

  test('refuses', () => {
    expect(() => measureConcentration([1, NaN])).toThrow(code('not-finite'));
    expect(() => measureTopShare([1], { customerShare: 20 })).toThrow(code('not-a-probability'));
    expect(() => measureCustomersNeeded([1], { amountShare: -1 })).toThrow(code('not-a-probability'));
    expect(() => lorenzCurve([1], { points: 0 })).toThrow(code('not-a-count'));
    expect(() => lorenzCurve([1], { points: 2, customerShares: [1] })).toThrow(code('unsupported'));
    expect(() => fitAbc([1], { amountShares: [0.9, 0.8] })).toThrow(code('out-of-order'));
    expect(() => assignAbc({} as never, 1)).toThrow(code('wrong-kind'));
    expect(() => tabulateDeciles([1], { groups: 0 })).toThrow(code('not-a-count'));
  });
});

describe('migration and profiles', () => {
  test('totals are customers, and parts add up', () => {
    const groups = ['a', 'b'];
    const one = measureMigration([{ customerId: 1, group: 'a' }], [{ customerId: 1, group: 'b' }], { groups });
    const two = measureMigration([{ customerId: 2, group: 'a' }], [{ customerId: 3, group: 'a' }], { groups });
    const both = mergeMigrations(one, two);
    expect(both).toEqual(
      measureMigration(
        [
          { customerId: 1, group: 'a' },
          { customerId: 2, group: 'a' },
        ],
        [
          { customerId: 1, group: 'b' },
          { customerId: 3, group: 'a' },
        ],
        { groups },
      ),
    );
    expect(both.netFlow).toEqual([-1, 1]);
  });

  test('refuses unknown groups, twins, and other tables', () => {
    const groups = ['a'];
    expect(() => measureMigration([{ customerId: 1, group: 'x' }], [], { groups })).toThrow(code('unknown-name'));
    expect(() =>
      measureMigration(
        [],
        [
          { customerId: 1, group: 'a' },
          { customerId: 1, group: 'a' },
        ],
        { groups },
      ),
    ).toThrow(code('duplicate'));
    expect(() => measureMigration([], [], { groups: ['a', 'a'] })).toThrow(code('duplicate'));
    const table = measureMigration([], [], { groups });
    expect(() => mergeMigrations(table, { ...table, groups: ['b'] })).toThrow(code('tally-mismatch'));
    expect(() => mergeMigrations(table, {} as never)).toThrow(code('wrong-kind'));
    expect(() => mergeMembershipTallies({} as never, {} as never)).toThrow(code('wrong-kind'));
  });

  test('a profile without values, without rows, with a zero total; a segment called __proto__', () => {
    const rows = [
      { s: 'x', v: null },
      { s: '__proto__', v: 0 },
    ];
    const found = profileSegments(rows, { by: 's', measures: ['v'] });
    expect(found['x']!.measures.v).toMatchObject({
      present: 0,
      missing: 1,
      mean: null,
      p50: null,
      index: null,
      totalShare: null,
    });
    expect(Object.keys(found)).toContain('__proto__');
    expect(profileSegments([] as typeof rows, { by: 's', measures: ['v'] })).toEqual({});
    expect(() => profileSegments([{ s: null as never, v: 1 }], { by: 's', measures: ['v'] })).toThrow(
      code('missing-value'),
    );
    expect(() => profileSegments([{ s: 'a', v: NaN }], { by: 's', measures: ['v'] })).toThrow(code('not-finite'));
  });
});

describe('natural breaks', () => {
  test('cuts feed fitRfm unchanged; equal values never part', () => {
    const { cuts } = findNaturalBreaks([1, 1, 1, 50, 51, 200], { classes: 3 });
    expect(cuts).toEqual([50, 200]);
    expect(fitRfm([], { cuts: { recency: cuts, frequency: cuts, monetary: cuts } }).thresholds.monetary).toEqual(cuts);
  });

  test('values near 1e9 keep their digits', () => {
    const small = findNaturalBreaks([1, 2, 4, 5, 7, 9, 10, 20], { classes: 3 });
    const large = findNaturalBreaks(
      [1, 2, 4, 5, 7, 9, 10, 20].map((x) => x + 1e9),
      { classes: 3 },
    );
    expect(large.withinSumOfSquares).toBeCloseTo(small.withinSumOfSquares, 9);
    expect(large.classes.map(({ count }) => count)).toEqual(small.classes.map(({ count }) => count));
  });

  test('fewer values than classes, all the same, nobody', () => {
    expect(findNaturalBreaks([1, 2], { classes: 5 })).toMatchObject({
      cuts: [2],
      withinSumOfSquares: 0,
      fit: { status: 'weak' },
    });
    expect(findNaturalBreaks([3, 3], { classes: 1 })).toMatchObject({ goodnessOfFit: null, classes: [{ count: 2 }] });
    expect(findNaturalBreaks([], { classes: 2 })).toMatchObject({ cuts: [], classes: [], fit: { status: 'failed' } });
    expect(() => findNaturalBreaks([1], { classes: 0 })).toThrow(code('not-a-count'));
    expect(() => findNaturalBreaks([NaN], { classes: 1 })).toThrow(code('not-finite'));
  });
});

describe('clusters', () => {
  const line = (xs: number[]): { x: number }[] => xs.map((x) => ({ x }));
  const plain = { axes: { x: 'none' }, scale: 'none', seed: 1 } as const;

  test('clusters keep the order of their starts; the same seed gives the same clusters', () => {
    const rows = line([0, 1, 10, 11]);
    const model = fitClusters(rows, { ...plain, clusters: 2, initialCenters: line([10, 0]) });
    expect(model.centers).toEqual([[10.5], [0.5]]);
    const seeded = { ...plain, clusters: 2 };
    expect(fitClusters(rows, seeded)).toEqual(fitClusters(rows, seeded));
  });

  test('fewer different points than clusters, empty starts, constant axes, nobody', () => {
    expect(fitClusters(line([1, 1, 2]), { ...plain, clusters: 5 })).toMatchObject({
      fit: { status: 'weak', inertia: 0, warnings: [{ code: 'fewer-points' }] },
    });
    const empty = fitClusters(line([0, 1, 10]), { ...plain, clusters: 3, initialCenters: line([0, 100, 100]) });
    expect(empty.fit.sizes.every((size) => size > 0)).toBe(true);
    expect(fitClusters(line([1, 1]), { ...plain, clusters: 2, initialCenters: line([1, 1]) }).centers).toHaveLength(1);
    const constant = fitClusters(
      [
        { x: 1, y: 5 },
        { x: 2, y: 5 },
      ],
      { axes: { x: 'none', y: 'none' }, scale: 'z', clusters: 1, seed: 1 },
    );
    expect(constant.scale.spread[1]).toBe(1);
    const nobody = fitClusters([], { ...plain, clusters: 2 });
    expect(nobody).toMatchObject({ centers: [], fit: { status: 'failed', inertia: 0 } });
    expect(assignCluster(nobody as never, { x: 1 })).toEqual({
      cluster: null,
      distance: null,
      margin: null,
      reasons: [],
    });
  });

  test('scales: min-max, robust, and back into units through the logarithm', () => {
    const rows = line([0, 1, 2, 3, 100]);
    expect(fitClusters(rows, { ...plain, scale: 'min-max', clusters: 1 }).scale).toEqual({
      center: [0],
      spread: [100],
    });
    expect(fitClusters(rows, { ...plain, scale: 'robust', clusters: 1 }).scale).toEqual({ center: [2], spread: [2] });
    const logged = fitClusters(line([Math.E - 1, Math.E ** 3 - 1]), {
      axes: { x: 'log1p' },
      scale: 'z',
      clusters: 1,
      seed: 1,
    });
    expect(logged.centersInUnits[0]!.x).toBeCloseTo(Math.E ** 2 - 1, 9);
  });

  test('an early end is told', () => {
    const rows = line(Array.from({ length: 200 }, (_, i) => i));
    const model = fitClusters(rows, { ...plain, clusters: 5, initialCenters: line([0, 1, 2, 3, 4]), maxIterations: 1 });
    expect(model.fit.warnings.map(({ code: name }) => name)).toEqual(['not-converged']);
  });

  test('one cluster has no margin, a row on its center no shares', () => {
    const model = fitClusters(line([1, 3]), { ...plain, clusters: 1 });
    expect(assignCluster(model, { x: 2 })).toMatchObject({
      distance: 0,
      margin: null,
      reasons: [{ facts: { share: 0 } }],
    });
  });

  test('refuses', () => {
    expect(() => fitClusters(line([1]), { ...plain, clusters: 0 })).toThrow(code('not-a-count'));
    expect(() => fitClusters(line([NaN]), { ...plain, clusters: 1 })).toThrow(code('not-finite'));
    expect(() => fitClusters(line([-1]), { ...plain, axes: { x: 'log1p' }, clusters: 1 })).toThrow(
      code('out-of-range'),
    );
    expect(() => fitClusters(line([1]), { ...plain, scale: 'x' as never, clusters: 1 })).toThrow(code('unknown-name'));
    expect(() => fitClusters(line([1]), { ...plain, axes: { x: 'log' as never }, clusters: 1 })).toThrow(
      code('unknown-name'),
    );
    expect(() => fitClusters([], { ...plain, axes: {}, clusters: 1 } as never)).toThrow(code('empty'));
    expect(() => fitClusters(line([1]), { ...plain, clusters: 2, initialCenters: line([1]) })).toThrow(
      code('inconsistent'),
    );
    expect(() => fitClusters(line([1]), { ...plain, seed: 0.5, clusters: 1 })).toThrow(code('not-an-integer'));
    expect(() => assignCluster({} as never, {} as never)).toThrow(code('wrong-kind'));
  });
  test('a store may give the keys of a model back in another order, as jsonb does: the answers stay', () => {
    const points = [1, 2, 3, 40, 50, 60].map((i) => ({ totalAmount: i * 100, purchases: i, age: 70 - i }));
    const axes = { totalAmount: 'log1p', purchases: 'none', age: 'none' } as const;
    const mixed = <T extends { axes: object }>(model: T): T => ({
      ...model,
      axes: Object.fromEntries(Object.entries(model.axes).reverse()) as T['axes'],
    });
    const clusters = fitClusters(points, { axes, scale: 'z', clusters: 2, seed: 1 });
    const likeness = fitLookalike(points, points.slice(0, 4), { axes });
    for (const point of points) {
      expect(assignCluster(mixed(clusters), point)).toEqual(assignCluster(clusters, point));
      expect(measureLikeness(mixed(likeness), point)).toEqual(measureLikeness(likeness, point));
    }
    expect(assignCluster(clusters, points[5]!).cluster).not.toBe(assignCluster(clusters, points[0]!).cluster);
  });

  test('silhouettes: singletons and twins count 0, a sample is told and needs a seed', () => {
    expect(measureSilhouette(line([0, 0, 5]), [0, 0, 1], plain)).toMatchObject({ values: [1, 1, 0], sampled: false });
    expect(measureSilhouette([], [], plain)).toEqual({
      mean: null,
      clusterMeans: [],
      values: [],
      n: 0,
      sampled: false,
    });
    const rows = line(Array.from({ length: 100 }, (_, i) => (i < 50 ? i / 100 : 10 + i / 100)));
    const labels = rows.map((_, i) => (i < 50 ? 0 : 1));
    const sampled = measureSilhouette(rows, labels, { ...plain, sampleSize: 20 });
    expect(sampled).toMatchObject({ sampled: true, n: 20 });
    expect('values' in sampled).toBe(false);
    expect(sampled.mean).toBeGreaterThan(0.9);
    const { axes, scale } = plain;
    expect(() => measureSilhouette(rows, labels, { axes, scale, sampleSize: 20 })).toThrow(code('missing-value'));
    expect(() => measureSilhouette(rows, [0], plain)).toThrow(code('inconsistent'));
    expect(() => measureSilhouette(line([1]), [-1], plain)).toThrow(code('not-a-count'));
  });

  test('numbers of clusters side by side; those beyond the different rows are left out', () => {
    const found = compareClusterCounts(line([0, 1, 10, 11]), { ...plain, from: 1, to: 9 });
    expect(found.counts.map(({ clusters }) => clusters)).toEqual([1, 2, 3, 4]);
    expect(found.suggested).toBe(2);
    expect(compareClusterCounts(line([0, 1]), { ...plain, from: 1, to: 2 }).elbow).toBeNull();
    expect(() => compareClusterCounts([], { ...plain, from: 3, to: 2 })).toThrow(code('out-of-order'));
  });
});

describe('look-alikes', () => {
  const rows = [1, 2, 3, 4, 5, 6].map((i) => ({ a: i, b: i * i }));
  const axes = { a: 'none', b: 'none' } as const;

  test('shares add up, a small seed is weak, dependent axes need shrinkage', () => {
    const model = fitLookalike(rows, rows.slice(0, 2), { axes });
    expect(model.fit).toMatchObject({ n: 2, status: 'weak' });
    const { reasons } = measureLikeness(model, { a: 6, b: 1 });
    expect(reasons.reduce((sum, { facts }) => sum + facts.share, 0)).toBeCloseTo(1, 9);
    expect(() => fitLookalike(rows, rows.slice(0, 2), { axes, shrinkage: 0 })).toThrow(code('unsupported'));
    expect(() => fitLookalike(rows, rows.slice(0, 1), { axes })).toThrow(code('too-few'));
    expect(() => fitLookalike([], rows, { axes })).toThrow(code('too-few'));
    expect(() => fitLookalike(rows, rows, { axes, shrinkage: 2 })).toThrow(code('not-a-probability'));
    expect(() => measureLikeness({} as never, {} as never)).toThrow(code('wrong-kind'));
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
});
