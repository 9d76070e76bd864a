import { describe, expect, test } from 'vitest';
import type { AxisScale, ClusterModel } from 'clientele/segmentation';
import {
  assignCluster,
  compareClusterCounts,
  findNaturalBreaks,
  fitAbc,
  fitClusters,
  fitLookalike,
  lorenzCurve,
  measureCustomersNeeded,
  measureLikeness,
  measureMigration,
  measureSegmentMap,
  measureSilhouette,
  mergeMembershipTallies,
  mergeMigrations,
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

  test('inertia bends where it is farthest below its chord, wherever that ends', () => {
    // 0 to 11 in three, four and five: 15, 8 and 5.5 (five in a row twice 2, three pairs 0.5 each).
    const spread = line(Array.from({ length: 12 }, (_, i) => i));
    const found = compareClusterCounts(spread, { ...plain, from: 3, to: 5 });
    expect(found.counts.map(({ inertia }) => inertia)).toEqual([15, 8, 5.5].map((x) => expect.closeTo(x, 9)));
    expect(found.elbow).toBe(4);
    // Three pairs, each as far from the others: one half falls away in two clusters, the rest in three.
    const axes = { x: 'none', y: 'none', z: 'none' } as const;
    const pairs = [
      [10, 0, 0],
      [10, 0, 1],
      [0, 10, 0],
      [0, 10, 1],
      [0, 0, 10],
      [0, 0, 11],
    ].map(([x, y, z]) => ({ x: x!, y: y!, z: z! }));
    expect(compareClusterCounts(pairs, { axes, scale: 'none', seed: 1, from: 1, to: 4 }).elbow).toBe(3);
  });

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

  test('one row has no spread', () => {
    for (const scale of ['min-max', 'robust', 'z'] as const)
      expect(fitClusters(line([5]), { ...plain, scale, clusters: 1 }).scale).toEqual({ center: [5], spread: [1] });
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

describe('several starts', () => {
  // Two by two points, three apart and two: split across the long side each lies 1 from its mean, along it 1.5.
  const corners = [
    [0, 0],
    [0, 2],
    [3, 0],
    [3, 2],
  ].map(([x, y]) => ({ x: x!, y: y! }));
  const fit = (seed: number, restarts: number) =>
    fitClusters(corners, { axes: { x: 'none', y: 'none' }, scale: 'none', clusters: 2, seed, restarts }).fit;
  const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

  test('one start may stay in a worse split; of ten the best is taken', () => {
    expect(new Set(seeds.map((seed) => fit(seed, 1).inertia))).toEqual(new Set([4, 9]));
    for (const seed of seeds)
      expect(fit(seed, 10)).toMatchObject({ n: 4, status: 'interior', inertia: 4, warnings: [], sizes: [2, 2] });
  });

  test('nobody has no clusters, however they were to begin', () => {
    for (const rest of [{}, { initialCenters: line([0, 1]) }])
      expect(fitClusters([], { ...plain, clusters: 2, ...rest })).toMatchObject({
        centers: [],
        fit: { n: 0, status: 'failed', warnings: [], inertia: 0, iterations: 0, sizes: [] },
      });
  });
});

describe('clusters that begin in one place', () => {
  test('as many clusters as there are different points: each point is one', () => {
    const points = [
      [0, 5],
      [1, 6],
      [10, 7],
      [11, 0],
      [20, 20],
    ].map(([x, y]) => ({ x: x!, y: y! }));
    const initialCenters = points.map(() => ({ x: 100, y: -100 }));
    const options = { axes: { x: 'none', y: 'none' }, scale: 'none', seed: 1, clusters: 5, initialCenters } as const;
    const { fit, centersInUnits } = fitClusters(points, options);
    expect(fit).toMatchObject({ inertia: 0, sizes: [1, 1, 1, 1, 1], warnings: [] });
    expect(centersInUnits.toSorted((a, b) => a.x - b.x)).toEqual(points);
  });

  test('what a fit warns of, in words and figures', () => {
    expect(fitClusters(line([1, 1, 2]), { ...plain, clusters: 5 }).fit.warnings).toEqual([
      { code: 'fewer-points', message: 'only 2 different points for 5 clusters', facts: { clusters: 2, asked: 5 } },
    ]);
    const early = fitClusters(line([0, 1, 2, 3, 50]), {
      ...plain,
      clusters: 2,
      initialCenters: line([0, 1]),
      maxIterations: 1,
    });
    expect(early.fit).toMatchObject({ status: 'weak', iterations: 1 });
    expect(early.fit.warnings).toEqual([
      { code: 'not-converged', message: 'clusters still moved after 1 iterations', facts: { iterations: 1 } },
    ]);
    expect(fitClusters([], { ...plain, clusters: 2, initialCenters: line([0, 1]) }).fit.status).toBe('failed');
  });
});

describe('likeness', () => {
  // Six customers with 1 to 6 orders: mean 3.5, variance 35/12. The seed are those with 4, 5 and 6.
  const population = [1, 2, 3, 4, 5, 6].map((orders) => ({ orders }));
  const model = (shrinkage: number) =>
    fitLookalike(population, population.slice(3), { axes: { orders: 'none' }, shrinkage });
  const spread = Math.sqrt(35 / 12);

  test.each([0, 0.1, 1])('is the distance from the mean of the seed, in its spread shrunk by %d', (shrinkage) => {
    // Of the seed the variance is 1 in orders, 12/35 in spreads of the population.
    const variance = (1 - shrinkage) * (12 / 35) + shrinkage;
    const likeness = measureLikeness(model(shrinkage), { orders: 2 });
    expect(likeness.distance).toBeCloseTo(3 / spread / Math.sqrt(variance), 12);
    expect(likeness.seedShareFarther).toBe(0);
    expect(likeness.reasons).toEqual([
      { code: 'distance-share', facts: { axis: 'orders', value: 2, share: expect.closeTo(1, 12) } },
    ]);
  });

  test('which share of the seed lies farther off than the row', () => {
    // The seed lies 1, 0 and 1 from its mean: a half of its quantiles run from 0 to 1, the other half are 1. Of the
    // percentiles 13 to 100 lie beyond a quarter.
    const share = (orders: number) => measureLikeness(model(0), { orders }).seedShareFarther;
    expect([5, 5.5, 4.75, 3.9, 6.1, 6].map(share)).toEqual([1, 0.75, 0.88, 0, 0, 0]);
  });

  test('two axes share the distance; of a row on the mean neither has any', () => {
    // Four at the corners of a square around (2, 2): no covariance, equal spread.
    const corners = [
      [1, 1],
      [1, 3],
      [3, 1],
      [3, 3],
    ].map(([a, b]) => ({ a: a!, b: b! }));
    const square = fitLookalike(corners, corners, { axes: { a: 'none', b: 'none' }, shrinkage: 0 });
    const shares = (a: number, b: number) => measureLikeness(square, { a, b }).reasons.map(({ facts }) => facts.share);
    expect(shares(2, 2)).toEqual([0, 0]);
    [0.2, 0.8].forEach((share, i) => expect(shares(3, 4)[i]).toBeCloseTo(share, 12));
    expect(square.fit).toEqual({ n: 4, status: 'interior', warnings: [] });
  });

  test('what a fit warns of, and what it refuses', () => {
    const axes = { x: 'none', y: 'none' } as const;
    const two = [
      { x: 1, y: 1 },
      { x: 2, y: 5 },
    ];
    expect(fitLookalike(two, two, { axes }).fit).toEqual({
      n: 2,
      status: 'weak',
      warnings: [
        {
          code: 'few-seeds',
          message: '2 seeds for 2 axes: likeness rests mostly on shrinkage',
          facts: { seeds: 2, axes: 2 },
        },
      ],
    });
    expect(() => fitLookalike([], two, { axes })).toThrow('population: expected at least one row, got none');
    expect(() => fitLookalike(two, two.slice(1), { axes })).toThrow('seedRows: expected 2 or more, got 1');
    const alike = [1, 2, 3].map((x) => ({ x, y: 2 * x }));
    expect(() => fitLookalike(alike, alike, { axes, shrinkage: 0 })).toThrow(
      'options.shrinkage: expected more than 0: y follows from other axes',
    );
    const tight = fitLookalike([{ x: 1e-150 }, { x: 2e-150 }], [{ x: 1e-150 }, { x: 2e-150 }], {
      axes: { x: 'none' },
      shrinkage: 0,
    });
    expect(() => measureLikeness(tight, { x: 1e150 })).toThrow(
      'row: expected a row near enough for its distance to be a number',
    );
  });
});

describe('natural breaks', () => {
  /** The least sum of squares about the means of so many runs of the sorted values, by trying every cut between different ones. */
  function leastSquares(sorted: readonly number[], classes: number): number {
    const mean = sorted.reduce((a, b) => a + b, 0) / sorted.length;
    const own = sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    if (classes === 1) return own;
    return Math.min(
      ...sorted.flatMap((x, i) =>
        i > 0 && x !== sorted[i - 1]
          ? [leastSquares(sorted.slice(0, i), 1) + leastSquares(sorted.slice(i), classes - 1)]
          : [],
      ),
    );
  }

  test.each([
    [[1, 2, 4, 5, 7, 9, 10, 20]],
    [[0, 0, 0, 0, 1, 10, 10, 11]],
    [[5, 5, 5, 6, 6, 30, 31, 31, 90]],
    [[-9, -8, 0, 0, 0, 0, 0, 1, 2, 3]],
    [[1, 4, 9, 16, 25, 36, 49, 64, 81]],
  ])('%j falls apart as well as it can, in two to five classes', (values) => {
    for (let classes = 2; classes <= Math.min(5, new Set(values).size); classes++) {
      const found = findNaturalBreaks(values.toReversed(), { classes });
      expect(found.withinSumOfSquares).toBeCloseTo(leastSquares(values, classes), 9);
      expect(found.goodnessOfFit).toBeCloseTo(1 - leastSquares(values, classes) / leastSquares(values, 1), 9);
      // The classes are the runs between the cuts.
      const ends = [-Infinity, ...found.cuts, Infinity];
      const runs = ends.slice(1).map((end, c) => values.filter((x) => x >= ends[c]! && x < end));
      expect(found.classes).toEqual(runs.map((run) => ({ lowest: run[0], highest: run.at(-1), count: run.length })));
      expect(found.fit).toEqual({ n: values.length, status: 'interior', warnings: [] });
    }
  });

  test('fewer different values than classes', () => {
    expect(findNaturalBreaks([3, 8, 3, 3], { classes: 3 })).toEqual({
      kind: 'natural-breaks',
      version: 1,
      cuts: [8],
      classes: [
        { lowest: 3, highest: 3, count: 3 },
        { lowest: 8, highest: 8, count: 1 },
      ],
      withinSumOfSquares: 0,
      goodnessOfFit: 1,
      fit: {
        n: 4,
        status: 'weak',
        warnings: [
          {
            code: 'fewer-values',
            message: '2 different values make 2 classes, not 3',
            facts: { different: 2, classes: 3 },
          },
        ],
      },
    });
    expect(findNaturalBreaks([3, 3, 3], { classes: 2 })).toMatchObject({
      cuts: [],
      classes: [{ count: 3 }],
      goodnessOfFit: null,
    });
  });
});

describe('samples for the silhouette', () => {
  const rows = line(Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 100 + i : i)));
  const labels = rows.map((_, i) => (i % 4 === 0 ? 1 : 0));
  test('keep the shares of the clusters, and one row of each at least', () => {
    expect(measureSilhouette(rows, labels, { ...plain, sampleSize: 20 }).n).toBe(20);
    // Of 38, 1 and 1 rows a tenth is 3.8 (4), and 0.1 each, which is one.
    const rare = rows.map((_, i) => (i === 5 ? 9 : i === 7 ? 4 : 2));
    const found = measureSilhouette(rows, rare, { ...plain, sampleSize: 4 });
    expect([found.n, found.clusterMeans.length]).toEqual([6, 3]);
    // What is alone counts 0, in the order of the labels.
    expect(found.clusterMeans.slice(1)).toEqual([0, 0]);
  });
  test('another seed is another sample, near the whole; all rows are none', () => {
    const means = [1, 2, 3, 4].map((seed) => measureSilhouette(rows, labels, { ...plain, seed, sampleSize: 20 }).mean!);
    expect(new Set(means).size).toBeGreaterThan(1);
    const whole = measureSilhouette(rows, labels, { ...plain, sampleSize: 40 });
    expect([whole.sampled, whole.n, whole.values!.length]).toEqual([false, 40, 40]);
    for (const mean of means) expect(Math.abs(mean - whole.mean!)).toBeLessThan(0.05);
  });
  test('one cluster has no other to be far from: 0', () => {
    expect(measureSilhouette(line([1, 2, 9]), [3, 3, 3], plain)).toMatchObject({
      mean: 0,
      clusterMeans: [0],
      values: [0, 0, 0],
    });
  });
  test('what is refused', () => {
    expect(() => measureSilhouette(rows, [0, 1], plain)).toThrow('labels: expected 40 labels, got 2');
    const { axes, scale } = plain;
    expect(() => measureSilhouette(rows, labels, { axes, scale, sampleSize: 9 })).toThrow(
      'options.seed: expected a seed for a sample of 40 rows',
    );
  });
});

describe('shares and classes of amounts', () => {
  test('how many customers hold a share, of how many', () => {
    expect(measureCustomersNeeded([50, 30, 15, 5], { amountShare: 0.8 })).toEqual({
      value: 2,
      customers: 4,
      customerShare: 0.5,
    });
  });
  test('classes of nobody and of nothing say why', () => {
    const warned = (amounts: number[]) => fitAbc(amounts).fit.warnings;
    expect(warned([])).toEqual([
      { code: 'empty', message: 'there are no customers', facts: { customers: 0, total: 0 } },
    ]);
    const message = 'no shares without a positive total of amounts >= 0';
    expect(warned([0, 0])).toEqual([{ code: 'zero-total', message, facts: { customers: 2, total: 0 } }]);
    expect(warned([5, -1])).toEqual([{ code: 'negative', message, facts: { customers: 2, total: 4 } }]);
    expect(() => fitAbc([1], { amountShares: [0.9, 0.9] })).toThrow(
      'options.amountShares[1]: expected more than 0.9, got 0.9',
    );
  });
});

describe('tables that are put together', () => {
  const rows = (...groups: string[]) => groups.map((group, i) => ({ customerId: `c${i}`, group }));
  test.each<[string, () => unknown]>([
    ['options.groups[1]: got a twice', () => measureMigration([], [], { groups: ['a', 'a'] })],
    [
      'before[1].group: expected one of a, b, got x',
      () => measureMigration(rows('a', 'x'), [], { groups: ['a', 'b'] }),
    ],
    [
      'after[1].customerId: got c0 twice',
      () => measureMigration([], [...rows('a'), ...rows('b')], { groups: ['a', 'b'] }),
    ],
    [
      'b: expected the groups a, b',
      () =>
        mergeMigrations(
          measureMigration([], [], { groups: ['a', 'b'] }),
          measureMigration([], [], { groups: ['a', 'c'] as never }),
        ),
    ],
    [
      'b: expected the groups a',
      () =>
        mergeMigrations(
          measureMigration([], [], { groups: ['a'] }),
          measureMigration([], [], { groups: ['a', 'b'] as never }),
        ),
    ],
  ])('%s', (message, run) => {
    expect(run).toThrow(expect.objectContaining({ message }));
  });

  const tally = (members: Record<string, number>) =>
    ({ kind: 'membership-tally', version: 1, customers: 5, none: 2, members }) as const;
  test('tallies add up cell by cell', () => {
    expect(mergeMembershipTallies(tally({ big: 3, new: 1 }), tally({ new: 2, big: 0 }))).toEqual({
      kind: 'membership-tally',
      version: 1,
      customers: 10,
      none: 4,
      members: { big: 3, new: 3 },
    });
    for (const other of [{ big: 1 }, { big: 1, other: 2 }, { big: 1, new: 1, other: 2 }]) {
      expect(() => mergeMembershipTallies(tally({ big: 3, new: 1 }), tally(other) as never)).toThrow(
        expect.objectContaining({ code: 'tally-mismatch', message: 'b: expected the segments of the first tally' }),
      );
    }
  });
});

describe('maps over axes', () => {
  const map = (...segments: [string, object][]) =>
    ({
      kind: 'segment-map',
      version: 1,
      otherwise: 'rest',
      segments: segments.map(([name, when]) => ({ name, when })),
    }) as never;
  test('bounds of a continuous axis are ordered as numbers, with one witness between and beyond', () => {
    // -20, 3 and 10, by their text in another order. Beyond each end lies the end twice, between two their middle.
    const found = measureSegmentMap(map(['a', { x: [3, 10] }], ['b', { x: { lt: -20 } }]), {
      axes: { x: 'continuous' },
    });
    expect(found.holes).toEqual([{ x: -20 }, { x: -8.5 }, { x: 20 }]);
    expect(found.cellsWon).toEqual({ a: 3, b: 1 });
    const three = map(['b', { x: [10, 12] }], ['a', { x: { lt: -20 } }], ['c', { x: { gt: 3, lt: 5 } }]);
    expect(measureSegmentMap(three, { axes: { x: 'continuous' } }).holes.map(({ x }) => x)).toEqual([
      -20, -8.5, 3, 5, 7.5, 24,
    ]);
    expect(measureSegmentMap(map(['a', { x: { gte: 0.25 } }]), { axes: { x: 'continuous' } }).holes).toEqual([
      { x: -0.75 },
    ]);
    expect(measureSegmentMap(map(['a', { x: { lte: 0.25 } }]), { axes: { x: 'continuous' } }).holes).toEqual([
      { x: 1.25 },
    ]);
  });
  test('an empty list of values, and the place of an odd range', () => {
    expect(() => measureSegmentMap(map(), { axes: { x: [] } })).toThrow('options.axes.x: expected values, got none');
    expect(() => measureSegmentMap(map(), { axes: { x: 5 as never } })).toThrow('options.axes.x: expected a list');
    expect(() => measureSegmentMap(map(['a', {}], ['b', { x: [1, 2, 3] }]), { axes: { x: [1] } })).toThrow(
      expect.objectContaining({ code: 'wrong-type', message: 'map.segments[1].when.x: expected two bounds, got 3' }),
    );
  });
  test('a cell in which boxes of one name meet a third counts once; boxes that win nothing are idle', () => {
    const found = measureSegmentMap(
      map(['a', { x: [1, 3] }], ['b', { x: [2, 2] }], ['b', { x: [2, 3] }], ['c', { x: [4, 4] }]),
      {
        axes: { x: [1, 2, 3, 4] },
      },
    );
    expect(found.overlaps).toEqual([
      { segments: ['a', 'b'], cells: [{ x: 2 }, { x: 3 }] },
      { segments: ['b', 'b'], cells: [{ x: 2 }] },
    ]);
    expect(found).toMatchObject({ overlapping: 2, idle: [1, 2], unreachable: ['b'], cellsWon: { a: 3, b: 0, c: 1 } });
  });
});

test('a size that is none is told as it was given', () => {
  const fit = (clusters: unknown) => () => fitClusters(line([1]), { ...plain, clusters: clusters as number });
  expect(fit(1.5)).toThrow(/^options.clusters: expected a whole number from 1 to \d+, got 1.5$/);
  expect(fit('2')).toThrow(/, got string$/);
});
