import { InputError, requireFinite } from '../errors/index.ts';
import type { Matrix } from './cholesky.ts';

/** The axes of a symmetric matrix, longest first. */
export interface SymmetricEigen {
  /** eigenvalues, descending */
  values: number[];
  /** `vectors[k]` belongs to `values[k]`: length 1, its largest component (the first of equals) positive */
  vectors: number[][];
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in a fixed order and with fixed signs.
 *
 * For matrices of up to about a hundred rows (correlations of questions or drivers). Only the lower triangle is read.
 *
 * @param matrix - symmetric, finite
 * @returns values from largest to smallest with their vectors
 * @throws InputError `inconsistent` when the matrix is not square, `wrong-type`, `not-finite`
 *
 * @example Along which direction do two answers vary most?
 * ```ts
 * import { symmetricEigen } from 'clientele/statistics';
 *
 * symmetricEigen([[2, 1], [1, 2]]).values; // => [~3, ~1]
 * symmetricEigen([[2, 1], [1, 2]]).vectors[0]; // => [~0.70711, ~0.70711]
 * ```
 * @see Golub & Van Loan 2013, "Matrix Computations", algorithm 8.5.3 (cyclic Jacobi); Rutishauser 1966 (the updates)
 */
export function symmetricEigen(matrix: Matrix): SymmetricEigen {
  const size = matrix.length;
  const a = matrix.map((row, i) => {
    if (row.length !== size) {
      throw new InputError('inconsistent', `matrix[${i}]`, `expected ${size} entries, got ${row.length}`);
    }
    return Float64Array.from(row, (value, j) => (j > i ? 0 : requireFinite(value, `matrix[${i}][${j}]`)));
  });
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) a[j]![i] = a[i]![j]!;
  const v = a.map((_, i) => Float64Array.from({ length: size }, (_unused, j) => (i === j ? 1 : 0)));
  // Jacobi converges quadratically: 6 to 10 sweeps; 60 is never reached.
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q);
  }
  const order = a.map((_, k) => k).sort((i, j) => a[j]![j]! - a[i]![i]! || i - j);
  return {
    values: order.map((k) => a[k]![k]! + 0),
    vectors: order.map((k) => signed(Array.from({ length: size }, (_, i) => v[i]![k]!))),
  };
}

/** Sum of what is left beside the diagonal; 0 once it is rounding. */
function offDiagonal(a: readonly Float64Array[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const size = Math.abs(a[i]![j]!);
      if (size > 1e-17 * Math.sqrt(Math.abs(a[i]![i]! * a[j]![j]!)) && size > 1e-300) sum += size;
    }
  }
  return sum;
}

/** One rotation in the plane (p, q) that makes a[p][q] zero; columns p and q of v turn with it. */
function rotate(a: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const app = a[p]![p]!;
  const aqq = a[q]![q]!;
  const theta = (aqq - app) / (2 * apq);
  // The smaller angle; for a huge θ its square would overflow.
  const t = Math.abs(theta) > 1e150 ? 1 / (2 * theta) : (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  const tau = s / (1 + c);
  a[p]![p] = app - t * apq;
  a[q]![q] = aqq + t * apq;
  a[p]![q] = 0;
  a[q]![p] = 0;
  for (let k = 0; k < a.length; k++) {
    if (k !== p && k !== q) {
      const kp = a[k]![p]!;
      const kq = a[k]![q]!;
      a[k]![p] = kp - s * (kq + tau * kp);
      a[k]![q] = kq + s * (kp - tau * kq);
      a[p]![k] = a[k]![p]!;
      a[q]![k] = a[k]![q]!;
    }
    const vp = v[k]![p]!;
    const vq = v[k]![q]!;
    v[k]![p] = vp - s * (vq + tau * vp);
    v[k]![q] = vq + s * (vp - tau * vq);
  }
}

/** Length 1, largest component positive; components that tie up to rounding count as equal, and the first decides. */
function signed(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  const largest = vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const lead = vector.find((x) => Math.abs(x) >= largest * (1 - 1e-9)) ?? 1;
  return vector.map((x) => (lead < 0 ? -x : x) / length + 0);
}
