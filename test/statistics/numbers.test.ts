import {
  addExact,
  bfgsMaximize,
  cholesky,
  correlation,
  createExactSummer,
  createFenwick,
  createRandom,
  findMaximum,
  findRoot,
  gaussLegendre,
  integrate,
  invertSymmetric,
  leastSquares,
  meanAndVariance,
  mergeExact,
  newtonMaximize,
  nextUniform,
  poolAdjacentViolators,
  quantile,
  quantileOfHistogram,
  rowOrder,
  selectQuantiles,
  solveCholesky,
  symmetricEigen,
  takeRows,
  valueOfExact,
} from 'clientele/statistics';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
const text = 'five' as unknown as number;

describe('quantiles', () => {
  test('of one value is that value at every share', () => {
    for (const p of [0, 0.3, 1]) expect(quantile([7], p)).toBe(7);
  });
  test('position 29 of 101 values is hit although 0.29 · 100 is 28.999…', () => {
    expect(0.29 * 100).not.toBe(29);
    const values = Array.from({ length: 101 }, (_, i) => i);
    expect(quantile(values, 0.29)).toBe(29);
  });
  test('do not overflow between the largest doubles', () => {
    expect(quantile([-1.7e308, 1.7e308], 0.5)).toBe(0);
  });
  test('refuse what is no question', () => {
    expect(() => quantile([], 0.5)).toThrow(code('empty'));
    expect(() => quantile([1], 50)).toThrow(code('not-a-probability'));
    expect(() => quantile([1], 0.5, { type: 10 as 9 })).toThrow(code('unknown-name'));
    expect(() => quantileOfHistogram([], 0.5)).toThrow(code('empty'));
    expect(() => quantileOfHistogram([[1, 0]], 0.5)).toThrow(code('empty'));
    expect(() => quantileOfHistogram([[NaN, 1]], 0.5)).toThrow(code('not-finite'));
    expect(() => quantileOfHistogram([[1, 1.5]], 0.5)).toThrow(code('not-a-count'));
    expect(() => quantileOfHistogram([[1, 2 ** 52], [2, 2 ** 52]], 0.5)).toThrow(code('overflow')); // prettier-ignore
    expect(() => quantileOfHistogram([['1' as unknown as number, 1]], 0.5)).toThrow(code('wrong-type'));
    expect(() => quantileOfHistogram([[1, 1]], -1)).toThrow(code('not-a-probability'));
    expect(() => selectQuantiles([], [0.5])).toThrow(code('empty'));
    expect(() => selectQuantiles([1, Infinity], [0.5])).toThrow(
      expect.objectContaining({ code: 'not-finite', argument: 'values[1]' }),
    );
    expect(() => selectQuantiles([text], [0.5])).toThrow(code('wrong-type'));
    expect(() => selectQuantiles([1], [2])).toThrow(code('not-a-probability'));
  });
  test('select narrows by a sample where there are many values, also with many equal ones', () => {
    const random = createRandom(9);
    for (const kinds of [5, 50_000]) {
      const values = Array.from({ length: 20_000 }, () => Math.floor(nextUniform(random) * kinds));
      const sorted = values.toSorted((a, b) => a - b);
      const ps = [0, 0.001, 0.25, 0.5, 0.9, 0.999, 1];
      expect(selectQuantiles(values, ps)).toEqual(ps.map((p) => quantile(sorted, p)));
      expect(selectQuantiles(sorted, ps)).toEqual(selectQuantiles(sorted.toReversed(), ps));
    }
  });
  test('select leaves its argument alone', () => {
    const values = Float64Array.from([3, 1, 2]);
    selectQuantiles(values, [0.5]);
    expect([...values]).toEqual([3, 1, 2]);
  });
});

describe('exact sums', () => {
  test('nothing is 0 and the empty list, also after cancelling', () => {
    expect(valueOfExact([])).toBe(0);
    expect([1e300, -1e300].reduce(addExact, [])).toEqual([]);
    expect(JSON.stringify(addExact([], -0))).toBe('[]');
  });
  test('round half to even over the rest that decides', () => {
    expect(valueOfExact([1e16, 1, 1e-16].reduce(addExact, []))).toBe(1e16 + 2);
    expect(valueOfExact([1e16, 1, -1e-16].reduce(addExact, []))).toBe(1e16);
  });
  test('refuse what cannot be summed', () => {
    for (const bad of [NaN, Infinity]) {
      expect(() => addExact([], bad)).toThrow(code('not-finite'));
      expect(() => createExactSummer().add(bad)).toThrow(code('not-finite'));
    }
    expect(() => addExact([], text)).toThrow(code('wrong-type'));
    expect(() => createExactSummer().add('5' as unknown as number)).toThrow(code('wrong-type'));
    expect(() => addExact([1.7e308], 1.7e308)).toThrow(code('overflow'));
    expect(() => mergeExact([1.7e308], [1.7e308])).toThrow(code('overflow'));
    const summer = createExactSummer([1.7e308]);
    expect(() => summer.add(1.7e308)).toThrow(code('overflow'));
  });
  test('a summer goes on from a stored sum and takes others in', () => {
    const summer = createExactSummer([0.1, 0.2].reduce(addExact, []));
    summer.merge([0.3].reduce(addExact, []));
    summer.merge([1e200, 1, -1e200].reduce(addExact, []));
    expect(summer.sum()).toEqual([0.1, 0.2, 0.3, 1].reduce(addExact, []));
    expect(summer.value()).toBe(1.6);
  });
});

describe('matrices', () => {
  test('the later of dependent columns is dropped and its unknown is 0', () => {
    const factor = cholesky([
      [4, 2, 4],
      [2, 3, 2],
      [4, 2, 4],
    ]);
    expect(factor.dropped).toEqual([2]);
    expect(solveCholesky(factor, [8, 5, 8])[2]).toBe(0);
    expect(cholesky([[0]]).dropped).toEqual([0]);
  });
  test('a matrix with a negative direction is not definite', () => {
    const indefinite = [
      [1, 2],
      [2, 1],
    ];
    expect(cholesky(indefinite).definite).toBe(false);
    expect(invertSymmetric(indefinite).definite).toBe(false);
  });
  test('an inverse leaves dropped columns at 0', () => {
    const { inverse, dropped } = invertSymmetric([
      [2, 2],
      [2, 2],
    ]);
    expect(dropped).toEqual([1]);
    expect(inverse).toEqual([
      [0.5, 0],
      [0, 0],
    ]);
  });
  test('shapes and entries are checked', () => {
    expect(() => cholesky([[1, 2]])).toThrow(code('inconsistent'));
    expect(() => cholesky([[NaN]])).toThrow(code('not-finite'));
    expect(() => solveCholesky(cholesky([[1]]), [1, 2])).toThrow(code('inconsistent'));
    expect(() => symmetricEigen([[1, 2]])).toThrow(code('inconsistent'));
    expect(() => symmetricEigen([[NaN]])).toThrow(code('not-finite'));
    expect(() => leastSquares([], [])).toThrow(code('empty'));
    expect(() => leastSquares([[]], [1])).toThrow(code('empty'));
    expect(() => leastSquares([[1]], [1, 2])).toThrow(code('inconsistent'));
    expect(() => leastSquares([[1], [1, 2]], [1, 2])).toThrow(code('inconsistent'));
    expect(() => leastSquares([[1]], [1], { weights: [] })).toThrow(code('inconsistent'));
    expect(() => leastSquares([[1]], [1], { weights: [-1] })).toThrow(code('out-of-range'));
    expect(() => leastSquares([[NaN]], [1])).toThrow(code('not-finite'));
    expect(() => leastSquares([[text]], [1])).toThrow(code('wrong-type'));
  });
  test('least squares drops a constant copy, a zero column and columns beyond the rows', () => {
    expect(leastSquares([[1, 2, 0], [1, 2, 0], [1, 2, 0]], [1, 2, 3]).dropped).toEqual([1, 2]); // prettier-ignore
    expect(leastSquares([[1, 2]], [4]).dropped).toEqual([1]);
  });
  test('a weight counts as copies, and 0 as none', () => {
    const once = leastSquares([[1, 1], [1, 2], [1, 4], [1, 9]], [1, 3, 2, 50], { weights: [1, 2, 1, 0] }); // prettier-ignore
    const copies = leastSquares([[1, 1], [1, 2], [1, 2], [1, 4]], [1, 3, 3, 2]); // prettier-ignore
    once.coefficients.forEach((c, i) => expect(c).toBeCloseTo(copies.coefficients[i]!, 13));
    expect(once.residualSumOfSquares).toBeCloseTo(copies.residualSumOfSquares, 13);
  });
  test('a diagonal matrix has its axes in order, largest first', () => {
    const { values, vectors } = symmetricEigen([
      [1, 0],
      [0, 3],
    ]);
    expect(values).toEqual([3, 1]);
    expect(vectors).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

describe('moments', () => {
  test('say what is missing', () => {
    expect(meanAndVariance([])).toEqual({ count: 0, mean: null, variance: null, reason: 'empty' });
    expect(meanAndVariance([4])).toEqual({ count: 1, mean: 4, variance: null, reason: 'too-few' });
    expect(correlation([], [])).toEqual({ value: null, reason: 'too-few' });
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toEqual({ value: null, reason: 'no-variance' });
  });
  test('of tiny and huge columns neither vanish nor overflow', () => {
    expect(correlation([1e-200, 2e-200, 3e-200], [1e200, 2e200, 3e200]).value).toBeCloseTo(1, 14);
    expect(meanAndVariance([1e308, 1e308]).mean).toBe(1e308);
    expect(() => meanAndVariance([-1e308, 1e308])).toThrow(code('overflow'));
  });
  test('check their columns', () => {
    expect(() => correlation([1], [1, 2])).toThrow(code('inconsistent'));
    expect(() => correlation([1, NaN], [1, 2])).toThrow(code('not-finite'));
    expect(() => meanAndVariance([text])).toThrow(code('wrong-type'));
  });
});

describe('climbers', () => {
  const banana = {
    value: ([x, y]: readonly number[]) => -((1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2),
    gradient: ([x, y]: readonly number[]) => [2 * (1 - x!) + 400 * x! * (y! - x! * x!), -200 * (y! - x! * x!)],
    hessian: ([x, y]: readonly number[]) => [
      [-2 + 400 * (y! - 3 * x! * x!), 400 * x!],
      [400 * x!, -200],
    ],
  };
  test('find the top of the banana from the far side', () => {
    for (const top of [newtonMaximize(banana, [-1.2, 1]), bfgsMaximize(banana, [-1.2, 1])]) {
      expect(top.converged).toBe(true);
      expect(top.gradientNorm).toBeLessThan(1e-9);
      expect(top.at[0]).toBeCloseTo(1, 9);
      expect(top.at[1]).toBeCloseTo(1, 9);
    }
    const byDifferences = bfgsMaximize({ value: banana.value }, [-1.2, 1]);
    expect(byDifferences.at[0]).toBeCloseTo(1, 5);
  });
  test('turn back from where the value does not exist', () => {
    // ln x − x: Newton's first step from 3 leads below 0.
    const log = {
      value: ([x]: readonly number[]) => (x! > 0 ? Math.log(x!) - x! : NaN),
      gradient: ([x]: readonly number[]) => [1 / x! - 1],
      hessian: ([x]: readonly number[]) => [[-1 / (x! * x!)]],
    };
    expect(newtonMaximize(log, [3]).at[0]).toBeCloseTo(1, 12);
    expect(bfgsMaximize(log, [3]).at[0]).toBeCloseTo(1, 9);
  });
  test('report a start without a value, and no parameters at all', () => {
    const nowhere = { value: () => NaN, gradient: () => [0], hessian: () => [[0]] };
    expect(newtonMaximize(nowhere, [1])).toMatchObject({ converged: false, stopped: 'not-finite', at: [1] });
    expect(bfgsMaximize(nowhere, [1]).stopped).toBe('not-finite');
    const point = { value: () => 3, gradient: () => [], hessian: () => [] };
    expect(newtonMaximize(point, [])).toMatchObject({ converged: true, value: 3 });
    expect(bfgsMaximize(point, [])).toMatchObject({ converged: true, value: 3 });
  });
  test('say that they ran out of steps', () => {
    expect(newtonMaximize(banana, [-1.2, 1], { maxIterations: 2 }).stopped).toBe('max-iterations');
    expect(bfgsMaximize(banana, [-1.2, 1], { maxIterations: 2 }).stopped).toBe('max-iterations');
    // With just as many steps as it takes, the top is reached all the same.
    const { iterations } = bfgsMaximize(banana, [-1.2, 1]);
    expect(bfgsMaximize(banana, [-1.2, 1], { maxIterations: iterations })).toMatchObject({ converged: true, stopped: 'converged' }); // prettier-ignore
    expect(bfgsMaximize(banana, [-1.2, 1], { maxIterations: iterations - 1 }).converged).toBe(false);
  });
  test('do not claim a top where there is none', () => {
    const slope = { value: ([x]: readonly number[]) => x!, gradient: () => [1], hessian: () => [[0]] };
    expect(newtonMaximize(slope, [0], { maxIterations: 20 }).converged).toBe(false);
    expect(bfgsMaximize(slope, [0], { maxIterations: 20 }).converged).toBe(false);
  });
  test('climb where the surface curves the wrong way', () => {
    // cos has a valley at π and tops at 0 and 2π.
    const wave = {
      value: ([x]: readonly number[]) => Math.cos(x!),
      gradient: ([x]: readonly number[]) => [-Math.sin(x!)],
      hessian: ([x]: readonly number[]) => [[-Math.cos(x!)]],
    };
    expect(newtonMaximize(wave, [3]).value).toBeCloseTo(1, 12);
  });
  test('hold no NaN and no minus zero', () => {
    const broken = { value: ([x]: readonly number[]) => -x!, gradient: () => [NaN], hessian: () => [[NaN]] };
    const report = newtonMaximize(broken, [0], { maxIterations: 3 });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('one variable', () => {
  test('a root at an end is found, one sign is told', () => {
    expect(findRoot((x) => x, { low: 0, high: 1 })).toBe(0);
    expect(findRoot((x) => x - 1, { low: 0, high: 1 })).toBe(1);
    expect(findRoot((x) => x * x + 1, { low: -1, high: 1 })).toBeNull();
    expect(() => findRoot(() => NaN, { low: 0, high: 1 })).toThrow(code('not-finite'));
    expect(() => findRoot((x) => x, { low: NaN, high: 1 })).toThrow(code('not-finite'));
  });
  test.each([
    ['steep', (x: number) => Math.exp(20 * x) - 5, Math.log(5) / 20],
    ['flat', (x: number) => (x - 0.3) ** 9, 0.3],
    ['a jump', (x: number) => (x < 0.7 ? -1 : 1), 0.7],
  ])('a root of something %s', (_, f, root) => {
    expect(findRoot(f, { low: 0, high: 1 })).toBeCloseTo(root, _ === 'flat' ? 2 : 11);
  });
  test('a top at either end or inside', () => {
    expect(findMaximum((x) => x, { low: 0, high: 2 })).toEqual({ at: 2, value: 2 });
    expect(findMaximum((x) => -x, { low: 0, high: 2 })).toEqual({ at: 0, value: 0 });
    const { at, value } = findMaximum((x) => -Math.abs(x - 1.25), { low: 0, high: 2 });
    expect(at).toBeCloseTo(1.25, 7);
    expect(value).toBeCloseTo(0, 7);
    expect(() => findMaximum(() => NaN, { low: 0, high: 1 })).toThrow(code('not-finite'));
  });
  test('integrals: an empty interval, a reversed one, one that does not exist', () => {
    expect(integrate(Math.sin, { from: 1, to: 1 })).toBe(0);
    expect(() => integrate(Math.sin, { from: 1, to: 0 })).toThrow(code('out-of-range'));
    expect(() => integrate((x) => 1 / x, { from: 0, to: 1 })).toThrow(code('not-converged'));
    expect(() => integrate(() => NaN, { from: 0, to: 1 })).toThrow(code('not-finite'));
    expect(() => integrate(Math.sin, { from: 0, to: 1, tolerance: 0 })).toThrow(code('out-of-range'));
    expect(integrate((x) => Math.exp(x), { from: -Infinity, to: 0 })).toBeCloseTo(1, 10);
    expect(gaussLegendre((x) => x, { from: 1, to: 0, nodes: 16 })).toBeCloseTo(-0.5, 14);
    expect(() => gaussLegendre(Math.sin, { from: 0, to: Infinity, nodes: 16 })).toThrow(code('not-finite'));
  });
});

describe('pooling', () => {
  test('nothing gives nothing', () => {
    expect(poolAdjacentViolators([], { direction: 'increasing' })).toEqual({ blocks: [], fitted: [] });
  });
  test('equal x are pooled first, whatever the order', () => {
    const points = [
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 2, y: 0.6 },
    ];
    for (const order of [points, points.toReversed()]) {
      expect(poolAdjacentViolators(order, { direction: 'increasing' }).blocks).toEqual([
        { from: 1, to: 1, value: 0.5, weight: 2 },
        { from: 2, to: 2, value: 0.6, weight: 1 },
      ]);
    }
  });
  test('falls when told to, weighs, and lets weight 0 move nothing', () => {
    const points = [1, 2, 3].map((x) => ({ x, y: x }));
    expect(poolAdjacentViolators(points, { direction: 'decreasing', weights: [1, 1, 2] }).fitted).toEqual([2.25, 2.25, 2.25]); // prettier-ignore
    const { fitted } = poolAdjacentViolators(points, { direction: 'increasing', weights: [1, 0, 1] });
    expect([fitted[0], fitted[2]]).toEqual([1, 3]);
  });
  test('refuses what it cannot order', () => {
    const points = [{ x: 0, y: 0 }];
    expect(() => poolAdjacentViolators(points, { direction: 'up' as 'increasing' })).toThrow(code('unknown-name'));
    expect(() => poolAdjacentViolators(points, { direction: 'increasing', weights: [] })).toThrow(code('inconsistent'));
    expect(() => poolAdjacentViolators(points, { direction: 'increasing', weights: [-1] })).toThrow(
      code('out-of-range'),
    );
    expect(() => poolAdjacentViolators([{ x: NaN, y: 0 }], { direction: 'increasing' })).toThrow(code('not-finite'));
  });
});

test('a Fenwick tree refuses places outside and sizes that are no counts', () => {
  expect(() => createFenwick(-1)).toThrow(code('not-a-count'));
  const tree = createFenwick(2);
  expect(() => tree.add(2, 1)).toThrow(code('out-of-range'));
  expect(tree.sumTo(-1)).toBe(0);
  expect(tree.sumTo(9)).toBe(0);
});

describe('rows in an order of their own', () => {
  test('the unit of a column changes nothing', () => {
    const [days, orders] = [Float64Array.of(30, 7, 90, 14), Float64Array.of(2, 9, 1, 4)];
    const order = Array.from(rowOrder([days, orders]));
    expect(Array.from(rowOrder([days.map((one) => one * 1024), orders]))).toEqual(order);
    expect(takeRows(orders, order)).toEqual(Float64Array.from(order, (row) => orders[row]!));
    expect(orders).toEqual(Float64Array.of(2, 9, 1, 4));
  });

  test('no columns have no rows, and columns of different lengths are refused', () => {
    expect(Array.from(rowOrder([]))).toEqual([]);
    expect(Array.from(rowOrder([[], []]))).toEqual([]);
    expect(codeOf(() => rowOrder([[1, 2], [1]]))).toBe('inconsistent');
    expect(() => rowOrder([[1, 2], [1]])).toThrow('expected 2 figures, got 1');
  });

  test('one column is sorted by it; rows that mix to the same are told apart by their first figure that differs', () => {
    expect(Array.from(rowOrder([[3, 1, 2]]))).toEqual([1, 2, 0]);
    // 1 + 0.618 * 0 and 0.382 + 0.618 * 1 are one number.
    const golden = 0.618034;
    const [first, second] = [
      [1, 1 - golden],
      [0, 1],
    ];
    expect(first[0]! + golden * second[0]!).toBe(first[1]! + golden * second[1]!);
    expect(Array.from(rowOrder([first, second]))).toEqual([1, 0]);
    // A missing figure comes before a 0, which mixes to the same.
    expect(Array.from(rowOrder([[0, Number.NaN, 0]]))).toEqual([1, 0, 2]);
  });
});
