import { expect, test } from 'vitest';
import { createRandom, nextUniform } from 'clientele/statistics';
import { lloyd } from '../../src/segmentation/lloyd.ts';

const squared = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, d) => sum + (x - b[d]!) ** 2, 0);

/** Lloyd's iterations without a bound: every point against every center, until no point moves. */
function plainLloyd(points: readonly number[][], start: readonly number[][], most: number) {
  let centers = start.map((center) => [...center]);
  let labels = points.map(() => -1);
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < most) {
    iterations++;
    const next = points.map((point) => {
      const distances = centers.map((center) => squared(point, center));
      return distances.indexOf(Math.min(...distances));
    });
    converged = next.every((label, i) => label === labels[i]);
    labels = next;
    if (converged) break;
    centers = centers.map((center, c) => {
      const own = points.filter((_, i) => labels[i] === c);
      return own.length === 0
        ? center
        : center.map((_, d) => own.reduce((sum, point) => sum + point[d]!, 0) / own.length);
    });
  }
  const inertia = points.reduce((sum, point, i) => sum + squared(point, centers[labels[i]!]!), 0);
  return { centers, labels, inertia, iterations, converged };
}

test.each([
  [1, 2, 3],
  [2, 2, 5],
  [3, 3, 4],
  [4, 1, 6],
  [5, 2, 1],
  [6, 2, 8],
])('distances skipped by bounds change nothing (seed %i, %i axes, %i centers)', (seed, dimensions, k) => {
  const random = createRandom(seed);
  // Whole numbers, so that ties are ties; the points lie in clouds around nine places.
  const points = Array.from({ length: 90 }, (_, i) =>
    Array.from({ length: dimensions }, (__, d) => 10 * ((i * (d + 2)) % 9) + Math.floor(nextUniform(random) * 8)),
  );
  const start = points.slice(0, k);
  for (const most of [1, 2, 300]) {
    const found = lloyd(Float64Array.from(points.flat()), dimensions, Float64Array.from(start.flat()), most);
    const want = plainLloyd(points, start, most);
    expect([...found.labels]).toEqual(want.labels);
    expect([found.iterations, found.converged]).toEqual([want.iterations, want.converged]);
    want.centers.flat().forEach((x, at) => expect(found.centers[at]).toBeCloseTo(x, 10));
    expect(found.inertia / (want.inertia || 1)).toBeCloseTo(want.inertia > 0 ? 1 : 0, 12);
  }
});

test('a tie goes to the lower center', () => {
  expect([...lloyd(Float64Array.of(1, 0, 2), 1, Float64Array.of(2, 0), 1).labels]).toEqual([0, 1, 0]);
});

test('an empty cluster begins again at the point farthest from its center, two at the two farthest', () => {
  // All four are nearest to the first center, whose mean is 3.5; 10 lies farthest from it, then 0.
  const { centers, inertia } = lloyd(Float64Array.of(0, 1, 3, 10), 1, Float64Array.of(3, 90, 99), 2);
  // In the second iteration 0 and 1 go to the one at 0, 3 stays.
  expect([...centers]).toEqual([3, 10, 0.5]);
  expect(inertia).toBe(0.5);
});

test('where every point sits on a center, an empty cluster stays where it is', () => {
  const { centers, labels, converged } = lloyd(Float64Array.of(1, 1, 5), 1, Float64Array.of(1, 5, 9), 300);
  expect([[...centers], [...labels], converged]).toEqual([[1, 5, 9], [0, 0, 1], true]);
});
