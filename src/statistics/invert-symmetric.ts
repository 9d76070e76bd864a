import type { CholeskyOptions, Matrix } from './cholesky.ts';
import { cholesky } from './cholesky.ts';
import { solveCholesky } from './solve-cholesky.ts';

/** The inverse of a symmetric matrix and what of it could not be inverted. */
export interface SymmetricInverse {
  /** rows of the inverse; rows and columns of dropped columns are 0 */
  inverse: number[][];
  /** columns that depend on earlier ones */
  dropped: number[];
  /** false when the matrix is not positive semidefinite: the inverse then means nothing */
  definite: boolean;
}

/**
 * The inverse of a symmetric positive definite matrix, such as the covariance from an information matrix.
 *
 * Columns that depend on earlier ones are left out and listed; the rest is inverted without them. To solve one system
 * take {@link solveCholesky}: it is cheaper and more accurate than multiplying by an inverse.
 *
 * @param matrix - symmetric, finite; the lower triangle is read
 * @param options - tolerance of the pivots, 1e-10 unless given
 * @returns the inverse, exactly symmetric
 * @throws InputError `inconsistent` when the matrix is not square, `not-finite`
 *
 * @example How sure are two estimates whose information I know?
 * ```ts
 * import { invertSymmetric } from 'clientele/statistics';
 *
 * invertSymmetric([[2, 0], [0, 4]]).inverse; // => [[0.5, 0], [0, 0.25]]
 * ```
 * @see Higham 2002, "Accuracy and Stability of Numerical Algorithms", chapter 14
 */
export function invertSymmetric(matrix: Matrix, options: CholeskyOptions = {}): SymmetricInverse {
  const factor = cholesky(matrix, options);
  const { size, dropped, definite } = factor;
  const unit = new Float64Array(size);
  const inverse: number[][] = [];
  for (let j = 0; j < size; j++) {
    unit.fill(0);
    unit[j] = 1;
    inverse.push(dropped.includes(j) ? Array.from({ length: size }, () => 0) : solveCholesky(factor, unit));
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      // Both halves are right to the last digits; one value for both makes the matrix symmetric to the bit.
      const shared = (inverse[i]![j]! + inverse[j]![i]!) / 2;
      inverse[i]![j] = shared;
      inverse[j]![i] = shared;
    }
  }
  return { inverse, dropped, definite };
}
