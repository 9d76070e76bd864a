import { describe, expect, test } from 'vitest';
import type { AxisScale, ClusterModel } from 'clientele/segmentation';
import {
  assignCluster,
  compareClusterCounts,
  fitClusters,
  lorenzCurve,
  measureSilhouette,
  profileSegments,
} from 'clientele/segmentation';

/** Groups of few points, whose figures are counted by hand. */
const line = (xs: number[]): { x: number }[] => xs.map((x) => ({ x }));
const plain = { axes: { x: 'none' }, scale: 'none', seed: 1 } as const;

describe('numbers of clusters', () => {
  test('inertia and silhouette of each number of clusters of 0, 1, 10 and 11', () => {
    const { counts, suggested, elbow } = compareClusterCounts(line([0, 1, 10, 11]), { ...plain, from: 1, to: 4 });
    // All four lie 5.5, 4.5, 4.5 and 5.5 from their mean; in two pairs each half a step. One cluster has no silhouette.
    expect(counts.map(({ inertia }) => inertia)).toEqual([101, 1, 0.5, 0]);
    // In pairs: 0 lies 1 from its own and 10.5 from the others, 1 lies 9.5 from them. What is alone counts 0.
    const inPairs = (9.5 / 10.5 + 8.5 / 9.5) / 2;
    const onePair = (9 / 10 + 8 / 9 + 0 + 0) / 4;
    expect(counts[0]!.silhouette).toBeNull();
    [inPairs, onePair, 0].forEach((silhouette, i) => expect(counts[i + 1]!.silhouette).toBeCloseTo(silhouette, 12));
    expect([suggested, elbow]).toEqual([2, 2]);
  });

  // Three pairs: inertia 101.5 in two clusters (four together), 1.5 in three, from where it falls evenly: 1 in four, 0.5 in five.
  test.each([
    [1, 5, 3, 2],
    [2, 4, 3, 3],
    [3, 5, 3, null],
    [2, 3, 3, null],
    [2, 2, 2, null],
    [1, 1, null, null],
  ])(
    'three pairs in %i to %i clusters: the silhouette suggests %s, inertia bends at %s',
    (from, to, suggested, elbow) => {
      const found = compareClusterCounts(line([0, 1, 10, 11, 50, 51]), { ...plain, from, to });
      expect(found.counts.map(({ clusters }) => clusters)).toEqual(
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      );
      expect([found.suggested, found.elbow]).toEqual([suggested, elbow]);
    },
  );

  test('of equal silhouettes the fewest clusters are suggested', () => {
    // Three corners, each as far from the others: no silhouette is above 0.
    const corners = [
      { x: 1, y: 0, z: 0 },
      { x: 0, y: 1, z: 0 },
      { x: 0, y: 0, z: 1 },
    ];
    const axes = { x: 'none', y: 'none', z: 'none' } as const;
    const { counts, suggested } = compareClusterCounts(corners, { axes, scale: 'none', seed: 1, from: 1, to: 3 });
    expect(counts.map(({ silhouette }) => silhouette)).toEqual([null, 0, 0]);
    expect(suggested).toBe(2);
  });

  test('a range of numbers that ends before it begins is refused', () => {
    expect(() => compareClusterCounts(line([1, 2]), { ...plain, from: 3, to: 2 })).toThrow(
      'options.to: expected 3 or more, got 2',
    );
  });
});

describe('axes made comparable', () => {
  // Of 1, 2, 4 and 10: the mean 4.25 with squares 48.75 about it; quartiles 1.75, 3 and 5.5.
  test.each<[AxisScale, number, number]>([
    ['none', 0, 1],
    ['min-max', 1, 9],
    ['robust', 3, 3.75],
    ['z', 4.25, Math.sqrt(48.75 / 4)],
  ])('%s: center %d, spread %d', (scale, center, spread) => {
    const model = fitClusters(line([4, 10, 1, 2]), { ...plain, scale, clusters: 1 });
    expect(model.scale.center[0]).toBeCloseTo(center, 12);
    expect(model.scale.spread[0]).toBeCloseTo(spread, 12);
    expect(model.centers[0]![0]).toBeCloseTo((4.25 - center) / spread, 12);
    expect(model.centersInUnits[0]!.x).toBeCloseTo(4.25, 12);
  });

  test('an axis around 0 with a spread of its own is scaled, one with a spread of 1 is moved', () => {
    const inertia = (xs: number[]) => fitClusters(line(xs), { ...plain, scale: 'z', clusters: 1 }).fit.inertia;
    expect(inertia([-5, 5])).toBeCloseTo(2, 12);
    expect(inertia([4, 6])).toBeCloseTo(2, 12);
    expect(fitClusters(line([4, 6]), { ...plain, scale: 'z', clusters: 1 }).centers).toEqual([[0]]);
  });

  test('log1p takes what is above -1', () => {
    const fit = (x: number) => fitClusters(line([x]), { ...plain, axes: { x: 'log1p' }, clusters: 1 });
    expect(fit(-0.5).centers[0]![0]).toBeCloseTo(Math.log(0.5), 12);
    expect(() => fit(-1)).toThrow('rows[0].x: expected more than -1 for log1p, got -1');
  });
});

describe('the cluster of one row', () => {
  const model = (centers: number[][], rest: Partial<ClusterModel> = {}): ClusterModel<'x' | 'y'> => ({
    kind: 'k-means',
    version: 1,
    axes: { x: 'none', y: 'none' },
    scale: { center: [0, 0], spread: [1, 1] },
    centers,
    centersInUnits: centers.map(([x, y]) => ({ x: x!, y: y! })),
    fit: { n: 9, status: 'interior', warnings: [], inertia: 1, iterations: 1, sizes: [3, 3, 3] } as never,
    ...rest,
  });

  test('the nearest center, and by how much the second is farther', () => {
    // From (3, 0): 3 to the origin, 4 to (3, 4), 7 to (10, 0), in any order of the centers.
    const [origin, upper, right] = [
      [0, 0],
      [3, 4],
      [10, 0],
    ] as const;
    for (const centers of [
      [origin, upper, right],
      [right, origin, upper],
      [upper, right, origin],
      [right, upper, origin],
    ]) {
      const found = assignCluster(model(centers.map((one) => [...one])), { x: 3, y: 0 });
      expect(found).toMatchObject({ cluster: centers.indexOf(origin), distance: 3, margin: 1 });
    }
  });

  test('which axis adds how much of the squared distance', () => {
    expect(
      assignCluster(
        model([
          [0, 0],
          [9, 9],
        ]),
        { x: 1, y: -2 },
      ).reasons,
    ).toEqual([
      { code: 'distance-share', facts: { axis: 'x', value: 1, center: 0, share: 0.2 } },
      { code: 'distance-share', facts: { axis: 'y', value: -2, center: 0, share: 0.8 } },
    ]);
  });

  test('axes are transformed and scaled as they were in the fit', () => {
    const scaled = model([[1, 2]], {
      axes: { x: 'log1p', y: 'none' },
      scale: { center: [1, 10], spread: [2, 5] },
      centersInUnits: [{ x: Math.exp(3) - 1, y: 20 }],
    });
    // ln(1 + x) = 7 is 3 spreads from its center, y = 35 is 5: 2 and 3 beyond the cluster's.
    const found = assignCluster(scaled, { x: Math.exp(7) - 1, y: 35 });
    expect(found).toMatchObject({ cluster: 0, margin: null });
    expect(found.distance).toBeCloseTo(Math.sqrt(4 + 9), 9);
    expect(found.reasons[1]!.facts).toMatchObject({ axis: 'y', value: 35, center: 20 });
    expect(found.reasons[1]!.facts.share).toBeCloseTo(9 / 13, 9);
    expect(() => assignCluster(scaled, { x: -1, y: 0 })).toThrow('row.x: expected more than -1 for log1p, got -1');
  });

  test('a tie goes to the lower cluster, with no margin', () => {
    expect(
      assignCluster(
        model([
          [2, 0],
          [0, 0],
          [1, 5],
        ]),
        { x: 1, y: 0 },
      ),
    ).toMatchObject({ cluster: 0, distance: 1, margin: 0 });
  });
});

describe('silhouettes', () => {
  test('of five points in three clusters, with labels in any order', () => {
    // 0 and 2 together, 5 alone, 9 and 10 together.
    const found = measureSilhouette(line([9, 0, 5, 2, 10]), [0, 7, 3, 7, 0], plain);
    const of = (inside: number, outside: number): number => (outside - inside) / Math.max(inside, outside);
    const values = [of(1, 4), of(2, 5), 0, of(2, 3), of(1, 5)];
    found.values!.forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 12));
    expect(found.mean).toBeCloseTo(values.reduce((a, b) => a + b) / 5, 12);
    // By label: 0, 3, 7.
    [(values[0]! + values[4]!) / 2, 0, (values[1]! + values[3]!) / 2].forEach((mean, i) =>
      expect(found.clusterMeans[i]).toBeCloseTo(mean, 12),
    );
    expect(found).toMatchObject({ n: 5, sampled: false });
  });

  test('a point nearer to the others than to its own is below 0', () => {
    expect(measureSilhouette(line([0, 10, 11]), [0, 0, 1], plain).values![1]).toBeCloseTo((1 - 10) / 10, 12);
  });
});

describe('portraits', () => {
  test('a segment without values beside one with some has no mean and no index', () => {
    const rows = [
      { s: 'a', v: 4 },
      { s: 'a', v: 8 },
      { s: 'b', v: null },
      { s: 'b', v: undefined },
    ];
    const { a, b } = profileSegments(rows, { by: 's', measures: ['v'] });
    expect(a!.measures.v).toEqual({
      present: 2,
      missing: 0,
      total: 12,
      totalShare: 1,
      mean: 6,
      p25: 5,
      p50: 6,
      p75: 7,
      index: 1,
    });
    expect(b!.measures.v).toEqual({
      present: 0,
      missing: 2,
      total: 0,
      totalShare: 0,
      mean: null,
      p25: null,
      p50: null,
      p75: null,
      index: null,
    });
  });

  test.each([
    [{ v: 1 }, 'missing-value', 'rows[1].s: expected a segment, got none'],
    [{ s: null, v: 1 }, 'missing-value', 'rows[1].s: expected a segment, got none'],
    [{ s: 'a', v: 1e301 }, 'out-of-range', 'rows[1].v: expected a number from -1e+300 to 1e+300, got 1e+301'],
  ])('refuses %j', (row, code, message) => {
    const run = () => profileSegments([{ s: 'a', v: 1 }, row as never], { by: 's', measures: ['v'] });
    expect(run).toThrow(expect.objectContaining({ code, message }));
  });
});

describe('the Lorenz curve', () => {
  test('between two customers it is a straight line; at the ends it is 0 and 1', () => {
    const shares = [0, 0.125, 0.25, 0.5, 0.625, 0.75, 0.875, 1];
    // Of 1, 2, 3 and 4 (10 in all) the poorest hold 1, 3, 6 and 10.
    const held = [0, 0.5, 1, 3, 4.5, 6, 8, 10];
    const found = lorenzCurve([4, 1, 3, 2], { customerShares: shares });
    expect(found.map(({ customerShare }) => customerShare)).toEqual(shares);
    found.forEach(({ amountShare }, i) => expect(amountShare).toBeCloseTo(held[i]! / 10, 15));
    expect(lorenzCurve([1, 2], { points: 1 })).toEqual([
      { customerShare: 0, amountShare: 0 },
      { customerShare: 1, amountShare: 1 },
    ]);
    expect(lorenzCurve([1, 2])).toHaveLength(101);
  });

  test('cents add up: ten times 0.1 is half of 2', () => {
    const amounts = [...Array.from({ length: 10 }, () => 0.1), 1];
    expect(lorenzCurve(amounts, { customerShares: [10 / 11] })[0]!.amountShare).toBe(0.5);
    // A thousand times 0.1: a plain sum is 1.4e-12 off.
    const many = [...Array.from({ length: 1000 }, () => 0.1), 100];
    expect(lorenzCurve(many, { customerShares: [1000 / 1001] })[0]!.amountShare).toBe(0.5);
  });

  test('what goes beyond', () => {
    expect(() => lorenzCurve([1], { points: 2, customerShares: [1] })).toThrow(
      'options: expected points or customerShares, got both',
    );
    expect(() => lorenzCurve([1], { customerShares: [0.5, 1.5] })).toThrow('options.customerShares[1]');
    expect(() => lorenzCurve([1], { points: 0 })).toThrow('options.points');
  });
});
