import { InputError } from '../errors/index.ts';
import type { CholeskyFactor } from './cholesky.ts';
import { exactDot } from './exact-dot.ts';

/**
 * Solves A·x = b for the matrix that was factored; unknowns of dropped columns are 0.
 *
 * Two rounds of refinement with residuals in twice the working precision make the answer good to the last digits even
 * where the matrix is badly scaled.
 *
 * @param factor - from {@link cholesky}
 * @param b - right-hand side, as long as the matrix
 * @returns x, one number for every column
 * @throws InputError `inconsistent` when b has another length
 *
 * @example What are the two unit prices behind two totals?
 * ```ts
 * import { cholesky, solveCholesky } from 'clientele/statistics';
 *
 * solveCholesky(cholesky([[4, 2], [2, 3]]), [10, 9]); // => [1.5, 2]
 * ```
 * @see Higham 2002, "Accuracy and Stability of Numerical Algorithms", sections 10.1 and 12.1 (iterative refinement)
 */
export function solveCholesky(factor: CholeskyFactor, b: ArrayLike<number>): number[] {
  const { size, matrix, dropped } = factor;
  if (b.length !== size) throw new InputError('inconsistent', 'b', `expected ${size} numbers, got ${b.length}`);
  const x = new Float64Array(size);
  const rest = Float64Array.from(b);
  for (let round = 0; round < 3; round++) {
    for (const j of dropped) rest[j] = 0;
    substitute(factor, rest);
    let moved = false;
    for (let i = 0; i < size; i++) {
      const better = x[i]! + rest[i]!;
      if (Number.isFinite(better) && better !== x[i]) {
        x[i] = better;
        moved = true;
      }
    }
    if (!moved) break;
    for (let i = 0; i < size; i++) rest[i] = -exactDot(-b[i]!, matrix, i * size, x, size);
  }
  return Array.from(x);
}

/** L·Lᵀ·x = y, in place; dropped columns stay 0. */
function substitute({ size, lower }: CholeskyFactor, y: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const pivot = lower[i * size + i]!;
    let sum = y[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * y[k]!;
    y[i] = pivot === 0 ? 0 : sum / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    const pivot = lower[i * size + i]!;
    let sum = y[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * y[k]!;
    y[i] = pivot === 0 ? 0 : sum / pivot;
  }
}
