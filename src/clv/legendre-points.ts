/** Points and weights of a Gauss–Legendre rule on [−1, 1]. */
export interface LegendrePoints {
  points: Float64Array;
  weights: Float64Array;
}

const rules: { [nodes: number]: LegendrePoints } = {};

/**
 * The points and weights of a Gauss–Legendre rule, found by Newton's method on the Legendre polynomial and kept.
 *
 * `gaussLegendre` of `clientele/statistics` integrates one function; a likelihood sums value, slopes and curvature over
 * the same points, and a scoring function must not carry the tables of every rule to its importer.
 *
 * @see Golub & Welsch 1969; Abramowitz & Stegun 25.4.29, 22.7.10 (recurrence), 22.16.6 (first guess)
 */
export function legendrePoints(nodes: number): LegendrePoints {
  const known = rules[nodes];
  if (known) return known;
  const points = new Float64Array(nodes);
  const weights = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (nodes + 0.5));
    let slope = 1;
    for (let round = 0; round < 8; round++) {
      let before = 1;
      let value = x;
      for (let k = 2; k <= nodes; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (nodes * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    points[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return (rules[nodes] = { points, weights });
}
