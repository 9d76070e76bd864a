import type { RandomState } from '../statistics/index.ts';
import { nextUniform } from '../statistics/index.ts';

/**
 * Starting centers by k-means++: the first point at random, each further one with a chance proportional to its squared
 * distance from the nearest center so far, by inverse transform. Fewer centers when fewer points differ. The stream is
 * advanced.
 *
 * @see Arthur & Vassilvitskii 2007, "k-means++: the advantages of careful seeding", SODA
 */
export function seedCenters(
  points: Float64Array,
  dimensions: number,
  clusters: number,
  random: RandomState,
): Float64Array {
  const n = points.length / dimensions;
  const centers = new Float64Array(clusters * dimensions);
  const nearest = new Float64Array(n).fill(Infinity);
  let chosen = Math.min(n - 1, Math.floor(nextUniform(random) * n));
  for (let c = 0; ; c++) {
    centers.set(points.subarray(chosen * dimensions, (chosen + 1) * dimensions), c * dimensions);
    if (c + 1 === clusters) return centers;
    let total = 0;
    for (let i = 0, at = 0; i < n; i++) {
      let distance = 0;
      for (let a = 0; a < dimensions; a++, at++) {
        const step = points[at]! - centers[c * dimensions + a]!;
        distance += step * step;
      }
      if (distance < nearest[i]!) nearest[i] = distance;
      total += nearest[i]!;
    }
    if (total === 0) return centers.subarray(0, (c + 1) * dimensions);
    let rest = nextUniform(random) * total;
    chosen = -1;
    for (let i = 0; i < n && rest >= 0; i++) {
      rest -= nearest[i]!;
      // Rounding may leave a rest behind the last point: then the last one that is no center yet is taken.
      if (nearest[i]! > 0) chosen = i;
    }
  }
}
