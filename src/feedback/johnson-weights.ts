import type { SymmetricEigen } from '../statistics/index.ts';

/**
 * Relative weights: drivers are turned into the nearest uncorrelated variables (by the symmetric root Λ of their
 * correlations), the outcome is regressed on those, and what they explain is handed back. They add up to R².
 *
 * @see Johnson 2000, Multivariate Behavioral Research 35, 1-19, equations 2 to 6
 */
export function johnsonWeights(eigen: SymmetricEigen, withOutcome: readonly number[]): number[] {
  const { values, vectors } = eigen;
  const k = values.length;
  /** f(eigenvalue) put back between the vectors: row i, column j of the matrix function. */
  const entry = (i: number, j: number, f: (value: number) => number): number =>
    values.reduce((sum, value, m) => sum + vectors[m]![i]! * vectors[m]![j]! * f(value), 0);
  const positions = Array.from({ length: k }, (_, i) => i);
  // β = Λ⁻¹r, ε = Λ²β² taken element by element.
  const beta = positions.map((i) =>
    withOutcome.reduce((sum, r, j) => sum + entry(i, j, (value) => 1 / Math.sqrt(value)) * r, 0),
  );
  return positions.map((i) => beta.reduce((sum, b, j) => sum + entry(i, j, Math.sqrt) ** 2 * b * b, 0));
}
