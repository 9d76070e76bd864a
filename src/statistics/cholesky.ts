import { InputError } from '../errors/index.ts';

/** A square or rectangular table of numbers, row by row. */
export type Matrix = readonly ArrayLike<number>[];

/** A symmetric matrix as L·Lᵀ, with the columns that say nothing new left out. */
export interface CholeskyFactor {
  /** rows and columns of the matrix */
  size: number;
  /** L row by row (size × size); rows and columns of dropped columns are 0 */
  lower: Float64Array;
  /** indexes of columns that depend on earlier ones or are 0: their unknowns are taken as 0; the caller names them */
  dropped: number[];
  /** false when a pivot is clearly negative: the matrix is not positive semidefinite */
  definite: boolean;
  /** the matrix itself, row by row: solving refines against it */
  matrix: Float64Array;
}

/** How small a pivot may be. */
export interface CholeskyOptions {
  /** a pivot below this share of the column's own diagonal drops the column; default 1e-10 */
  tolerance?: number;
}

/**
 * The Cholesky factor of a symmetric positive (semi)definite matrix, with its dependent columns found and left out.
 *
 * A column whose pivot falls below 1e-10 of its own diagonal adds nothing to the columns before it: the later of two
 * equal columns is dropped, so the answer does not depend on rounding, only on the order of the columns. Only the lower
 * triangle is read.
 *
 * @param matrix - symmetric, finite; rows of equal length
 * @param options - tolerance of the pivots
 * @returns the factor, the dropped columns and whether the matrix is positive semidefinite
 * @throws InputError `inconsistent` when the matrix is not square, `not-finite` with the place of the entry
 *
 * @example Which of my three columns is only a copy of another?
 * ```ts
 * import { cholesky } from 'clientele/statistics';
 *
 * const factor = cholesky([[4, 2, 4], [2, 3, 2], [4, 2, 4]]);
 * factor.dropped; // => [2]
 * factor.definite; // => true
 * ```
 * @see Higham 2002, "Accuracy and Stability of Numerical Algorithms", algorithm 10.2 and section 10.3
 */
export function cholesky(matrix: Matrix, options: CholeskyOptions = {}): CholeskyFactor {
  const size = matrix.length;
  const tolerance = options.tolerance ?? 1e-10;
  const copy = squareCopy(matrix);
  const lower = new Float64Array(size * size);
  const dropped: number[] = [];
  let definite = true;
  for (let j = 0; j < size; j++) {
    const row = j * size;
    const scale = copy[row + j]!;
    let pivot = scale;
    for (let k = 0; k < j; k++) pivot -= lower[row + k]! * lower[row + k]!;
    if (!(pivot > tolerance * Math.abs(scale))) {
      // Rounding may leave a zero pivot slightly negative; more than that is a matrix of another kind.
      if (pivot < -tolerance * Math.abs(scale)) definite = false;
      dropped.push(j);
      for (let k = 0; k < j; k++) lower[row + k] = 0;
      continue;
    }
    const root = Math.sqrt(pivot);
    lower[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      const below = i * size;
      let sum = copy[below + j]!;
      for (let k = 0; k < j; k++) sum -= lower[below + k]! * lower[row + k]!;
      lower[below + j] = sum / root;
    }
  }
  return { size, lower, dropped, definite, matrix: copy };
}

/** The matrix row by row, made symmetric from its lower triangle. */
function squareCopy(matrix: Matrix): Float64Array {
  const size = matrix.length;
  const copy = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    if (matrix[i]!.length !== size) {
      throw new InputError('inconsistent', `matrix[${i}]`, `expected ${size} entries, got ${matrix[i]!.length}`);
    }
    for (let j = 0; j <= i; j++) {
      const value = matrix[i]![j]!;
      if (!Number.isFinite(value)) {
        throw new InputError('not-finite', `matrix[${i}][${j}]`, `expected a finite number, got ${String(value)}`);
      }
      copy[i * size + j] = value;
      copy[j * size + i] = value;
    }
  }
  return copy;
}
