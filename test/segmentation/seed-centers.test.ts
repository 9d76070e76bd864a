import { expect, test } from 'vitest';
import { createRandom, nextUniform } from 'clientele/statistics';
import { seedCenters } from '../../src/segmentation/seed-centers.ts';

/** k-means++ as Arthur & Vassilvitskii write it: each weight anew from all centers so far, then the weights added up. */
function seededByHand(points: readonly number[][], clusters: number, uniform: () => number): number[][] {
  const centers = [points[Math.floor(uniform() * points.length)]!];
  while (centers.length < clusters) {
    const weights = points.map((point) =>
      Math.min(...centers.map((center) => point.reduce((sum, x, a) => sum + (x - center[a]!) ** 2, 0))),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total === 0) break;
    const goal = uniform() * total;
    let reached = 0;
    centers.push(points[weights.findIndex((weight) => (reached += weight) > goal)]!);
  }
  return centers;
}

test.each([
  [
    'a plane',
    4,
    [
      [0, 0],
      [1, 0],
      [0, 2],
      [9, 9],
      [10, 9],
      [9, 11],
      [-7, 3],
      [-7, 3],
      [4, 4],
      [5, -6],
    ],
  ],
  [
    'space, with many alike',
    5,
    [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 2],
      [5, 1, 1],
      [5, 1, 1],
      [1, 9, 1],
      [3, 3, 3],
    ],
  ],
  ['a line with fewer different points than clusters', 6, [[2], [2], [2], [3], [3], [8]]],
  [
    'one place',
    3,
    [
      [4, 4],
      [4, 4],
    ],
  ],
])('starts are drawn by squared distance from the nearest so far, on %s', (_, clusters, points) => {
  const dimensions = points[0]!.length;
  for (let seed = 1; seed <= 40; seed++) {
    const [random, byHand] = [createRandom(seed), createRandom(seed)];
    const found = seedCenters(Float64Array.from(points.flat()), dimensions, clusters, random);
    expect([...found]).toEqual(seededByHand(points, clusters, () => nextUniform(byHand)).flat());
    // Both have drawn as often.
    expect(nextUniform(random)).toBe(nextUniform(byHand));
  }
});

test('the points are not written to', () => {
  const points = Float64Array.of(1, 2, 3, 4);
  seedCenters(points, 2, 2, createRandom(1));
  expect(points).toEqual(Float64Array.of(1, 2, 3, 4));
});
