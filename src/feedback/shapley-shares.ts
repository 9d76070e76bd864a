/**
 * Shapley shares of R²: the gain that a driver brings, averaged over all orders in which drivers can enter (the LMG
 * method). Every subset is visited once: entering a driver sweeps its part out of all that are still outside.
 *
 * @see Lindeman, Merenda & Gold 1980, Introduction to Bivariate and Multivariate Analysis, page 119; Grömping 2006,
 * Relative importance for linear regression in R, Journal of Statistical Software 17
 */
export function shapleyShares(correlations: readonly (readonly number[])[], withOutcome: readonly number[]): number[] {
  const k = withOutcome.length;
  const explained = new Float64Array(2 ** k);
  visit(correlations, withOutcome, 0, 0, 0, explained);
  // Weight of a subset of size s without the driver: s!(k − 1 − s)!/k!
  const weights = [1 / k];
  for (let s = 1; s < k; s++) weights.push((weights[s - 1]! * s) / (k - s));
  const shares = withOutcome.map(() => 0);
  for (let subset = 0; subset < explained.length; subset++) {
    let size = 0;
    for (let bits = subset; bits > 0; bits &= bits - 1) size++;
    for (let driver = 0; driver < k; driver++) {
      if (subset & (1 << driver)) continue;
      shares[driver]! += weights[size]! * (explained[subset | (1 << driver)]! - explained[subset]!);
    }
  }
  return shares;
}

/** Notes R² of a subset, then enters each later driver in turn. `matrix` and `r` are what is left after the subset. */
function visit(
  matrix: readonly (readonly number[])[],
  r: readonly number[],
  subset: number,
  rSquared: number,
  first: number,
  explained: Float64Array,
): void {
  explained[subset] = rSquared;
  for (let driver = first; driver < r.length; driver++) {
    const row = matrix[driver]!;
    const pivot = row[driver]!;
    const left = matrix.map((other) => other.map((value, j) => value - (other[driver]! * row[j]!) / pivot));
    const rest = r.map((value, j) => value - (row[j]! * r[driver]!) / pivot);
    visit(left, rest, subset | (1 << driver), rSquared + (r[driver]! * r[driver]!) / pivot, driver + 1, explained);
  }
}
