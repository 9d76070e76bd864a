/** What Lloyd's iterations end with. */
export interface LloydResult {
  centers: Float64Array;
  labels: Int32Array;
  inertia: number;
  iterations: number;
  converged: boolean;
}

/**
 * k-means from given centers to the fixed point, ties to the lower center. Distances are skipped by a bound on each side
 * (Hamerly 2010): a point whose nearest center is surely nearer than any other keeps it. An empty cluster starts again
 * at the point farthest from its center. The centers are moved in place.
 *
 * @see Lloyd 1982, "Least squares quantization in PCM"; Hamerly 2010, "Making k-means even faster", SDM
 */
export function lloyd(
  points: Float64Array,
  dimensions: number,
  centers: Float64Array,
  maxIterations: number,
): LloydResult {
  const n = points.length / dimensions;
  const k = centers.length / dimensions;
  const labels = new Int32Array(n).fill(-1);
  const upper = new Float64Array(n).fill(Infinity);
  const lower = new Float64Array(n);
  const sums = new Float64Array(k * dimensions);
  const counts = new Int32Array(k);
  const moved = new Float64Array(k);
  const half = new Float64Array(k);
  let farthest = 0;
  let iterations = 0;
  let changed = true;
  while (changed && iterations < maxIterations) {
    iterations++;
    changed = false;
    halfDistances(centers, dimensions, half);
    for (let i = 0; i < n; i++) {
      const own = labels[i]!;
      if (own >= 0) {
        // The centers have moved since: at most so much nearer or farther.
        const least = (lower[i]! -= farthest);
        const bound = Math.max(half[own]!, least) * (1 - 1e-12);
        const most = (upper[i]! += moved[own]!);
        // The slack keeps ties and rounding on the careful path.
        if (most < bound) continue;
        const distance = Math.sqrt(squaredDistance(points, i, centers, own, dimensions));
        upper[i] = distance;
        if (distance < bound) continue;
      }
      let best = Infinity;
      let second = Infinity;
      let label = 0;
      for (let c = 0; c < k; c++) {
        const distance = squaredDistance(points, i, centers, c, dimensions);
        if (distance < best) {
          second = best;
          best = distance;
          label = c;
        } else if (distance < second) second = distance;
      }
      upper[i] = Math.sqrt(best);
      lower[i] = Math.sqrt(second);
      if (label !== own) {
        labels[i] = label;
        changed = true;
      }
    }
    if (!changed) break;
    moveCenters(points, dimensions, labels, centers, sums, counts, moved);
    farthest = Math.max(...moved);
  }
  let inertia = 0;
  for (let i = 0; i < n; i++) inertia += squaredDistance(points, i, centers, labels[i]!, dimensions);
  return { centers, labels, inertia, iterations, converged: !changed };
}

function squaredDistance(
  points: Float64Array,
  i: number,
  centers: Float64Array,
  c: number,
  dimensions: number,
): number {
  let distance = 0;
  const p = i * dimensions;
  const q = c * dimensions;
  for (let a = 0; a < dimensions; a++) {
    const step = points[p + a]! - centers[q + a]!;
    distance += step * step;
  }
  return distance;
}

/** Half the distance from each center to its nearest neighbour: nearer points cannot belong elsewhere. */
function halfDistances(centers: Float64Array, dimensions: number, half: Float64Array): void {
  half.fill(Infinity);
  for (let c = 0; c < half.length; c++) {
    for (let o = 0; o < half.length; o++) {
      if (o === c) continue;
      const distance = Math.sqrt(squaredDistance(centers, c, centers, o, dimensions)) / 2;
      if (distance < half[c]!) half[c] = distance;
    }
  }
}

/** Centers to the means of their points; how far each went stands in `moved`. */
function moveCenters(
  points: Float64Array,
  dimensions: number,
  labels: Int32Array,
  centers: Float64Array,
  sums: Float64Array,
  counts: Int32Array,
  moved: Float64Array,
): void {
  sums.fill(0);
  counts.fill(0);
  for (let i = 0, at = 0; i < labels.length; i++) {
    const c = labels[i]!;
    counts[c]!++;
    for (let a = 0; a < dimensions; a++, at++) sums[c * dimensions + a]! += points[at]!;
  }
  const taken = new Set<number>();
  for (let c = 0; c < counts.length; c++) {
    let step = 0;
    const from = counts[c] === 0 ? farthestPoint(points, dimensions, labels, centers, taken) : -1;
    for (let a = 0; a < dimensions; a++) {
      const at = c * dimensions + a;
      const target =
        from >= 0 ? points[from * dimensions + a]! : counts[c]! > 0 ? sums[at]! / counts[c]! : centers[at]!;
      step += (target - centers[at]!) ** 2;
      centers[at] = target;
    }
    moved[c] = Math.sqrt(step);
  }
}

/** The point farthest from its center that no empty cluster has taken yet; −1 when every point sits on its center. */
function farthestPoint(
  points: Float64Array,
  dimensions: number,
  labels: Int32Array,
  centers: Float64Array,
  taken: Set<number>,
): number {
  let farthest = -1;
  let best = 0;
  for (let i = 0; i < labels.length; i++) {
    const distance = squaredDistance(points, i, centers, labels[i]!, dimensions);
    if (distance > best && !taken.has(i)) {
      best = distance;
      farthest = i;
    }
  }
  taken.add(farthest);
  return farthest;
}
