import { InputError, requireFinite, requireWithin } from '../errors/index.ts';
import type { Matrix } from './cholesky.ts';
import { exactDot } from './exact-dot.ts';

/** How the rows count. */
export interface LeastSquaresOptions {
  /** one weight a row, 0 or more; all 1 unless given */
  weights?: readonly number[];
  /** a column of which less than this share is new against the columns before it is dropped; default 1e-10 */
  tolerance?: number;
}

/** A straight-line fit. */
export interface LeastSquaresFit {
  /** one number a column; 0 for dropped columns */
  coefficients: number[];
  /** columns that depend on earlier ones or are 0; the caller names them */
  dropped: number[];
  /** weighted sum of squared residuals */
  residualSumOfSquares: number;
  /** (XᵀWX)⁻¹: times the residual variance it is the covariance of the coefficients; 0 at dropped columns */
  unscaledCovariance: number[][];
}

/**
 * The coefficients that bring a straight-line combination of columns nearest to y in weighted squares.
 *
 * There is no intercept unless a column of ones is among the rows. A column that earlier ones already say is left out and
 * listed. By orthogonal reflections and one refinement with doubled precision, so ill-conditioned columns keep their
 * digits.
 *
 * @param rows - one row of finite numbers a case
 * @param y - one finite outcome a case
 * @param options - weights, tolerance
 * @returns the fit; columns beyond the number of rows are dropped
 * @throws InputError `empty` without rows or columns, `inconsistent` for lengths that differ, `not-finite`, `wrong-type`,
 * `out-of-range` for a negative weight
 *
 * @example How much does each minute of waiting cost in stars?
 * ```ts
 * import { leastSquares } from 'clientele/statistics';
 *
 * leastSquares([[1, 0], [1, 5], [1, 10]], [5, 4, 3]).coefficients; // => [~5, ~-0.2]
 * leastSquares([[1, 1], [1, 1]], [2, 4]).dropped; // => [1]
 * ```
 * @see Golub & Van Loan 2013, "Matrix Computations", 5.2.2 (Householder QR) and 5.3.8 (refinement by the augmented system,
 * Björck 1967)
 */
export function leastSquares(rows: Matrix, y: ArrayLike<number>, options: LeastSquaresOptions = {}): LeastSquaresFit {
  const { weights, tolerance = 1e-10 } = options;
  const m = rows.length;
  const n = rows[0]?.length ?? 0;
  if (m === 0 || n === 0) throw new InputError('empty', 'rows', 'expected at least one row and one column, got none');
  if (y.length !== m) throw new InputError('inconsistent', 'y', `expected ${m} outcomes, got ${y.length}`);
  if (weights && weights.length !== m) {
    throw new InputError('inconsistent', 'options.weights', `expected ${m} weights, got ${weights.length}`);
  }
  // Column by column, brought near length 1 by powers of two, which rounds nothing; rows of weight 0 say nothing.
  const used: number[] = [];
  rows.forEach((row, i) => {
    if (row.length !== n)
      throw new InputError('inconsistent', `rows[${i}]`, `expected ${n} columns, got ${row.length}`);
    for (let j = 0; j < n; j++) requireFinite(row[j]!, `rows[${i}][${j}]`);
    requireFinite(y[i]!, `y[${i}]`);
    if (!weights || requireWithin(weights[i]!, { from: 0 }, `options.weights[${i}]`) > 0) used.push(i);
  });
  const b = Float64Array.from(used, (i) => y[i]!);
  const weight = Float64Array.from(used, (i) => (weights ? weights[i]! : 1));
  const root = weight.map(Math.sqrt);
  const a = Array.from({ length: n }, (_, j) => Float64Array.from(used, (i) => rows[i]![j]!));
  const scales = a.map((column) => {
    const length = Math.hypot(...chunked(column));
    return length > 0 ? 2 ** Math.min(1000, Math.max(-1000, Math.round(Math.log2(length)))) : 1;
  });
  a.forEach((column, j) => {
    for (let i = 0; i < column.length; i++) column[i]! /= scales[j]!;
  });
  const qr = reflect(
    a.map((column) => column.map((x, i) => x * root[i]!)),
    tolerance,
  );
  const k = qr.kept.length;
  const x = new Float64Array(k);
  // Weight times residual: its product with every column is 0 at the solution.
  const s = new Float64Array(b.length);
  const f = Float64Array.from(b);
  const g = new Float64Array(k);
  for (let round = 0; round < 4; round++) {
    // Solves s/w + A·x = y, Aᵀ·s = 0 for the corrections; the first round is the ordinary solution.
    const { dx, dr } = solveAugmented(
      qr,
      f.map((rest, i) => rest * root[i]!),
      g,
    );
    let moved = false;
    for (let j = 0; j < k; j++) {
      const better = x[j]! + dx[j]!;
      if (better !== x[j]) moved = true;
      x[j] = better;
    }
    for (let i = 0; i < s.length; i++) s[i]! += dr[i]! * root[i]!;
    if (!moved) break;
    residuals(a, qr.kept, b, x, s, weight, f, g);
  }
  const coefficients = Array.from({ length: n }, () => 0);
  qr.kept.forEach((j, c) => (coefficients[j] = x[c]! / scales[j]! + 0));
  return {
    coefficients,
    dropped: qr.dropped,
    residualSumOfSquares: s.reduce((sum, value, i) => sum + (value * value) / weight[i]!, 0),
    unscaledCovariance: inverseGram(qr, scales, n),
  };
}

/** Lengths of parts: `Math.hypot` takes arguments, and a million would overflow the stack. */
function chunked(column: Float64Array): number[] {
  const lengths: number[] = [];
  for (let i = 0; i < column.length; i += 1024) lengths.push(Math.hypot(...column.subarray(i, i + 1024)));
  return lengths.length > 1024 ? chunked(Float64Array.from(lengths)) : lengths;
}

interface Reflections {
  /** Householder vectors, one a kept column, zero above their own row */
  vectors: Float64Array[];
  /** R by columns: `upper[c][i]`, i ≤ c, over kept columns */
  upper: Float64Array[];
  kept: number[];
  dropped: number[];
}

function reflect(columns: readonly Float64Array[], tolerance: number): Reflections {
  const vectors: Float64Array[] = [];
  const upper: Float64Array[] = [];
  const kept: number[] = [];
  const dropped: number[] = [];
  columns.forEach((column, j) => {
    const work = Float64Array.from(column);
    vectors.forEach((vector, c) => applyReflection(vector, c, work));
    const row = vectors.length;
    const rest = Math.hypot(...chunked(work.subarray(row)));
    if (row >= work.length || !(rest > tolerance * Math.hypot(...chunked(column)))) {
      dropped.push(j);
      return;
    }
    const head = work[row]! > 0 ? -rest : rest;
    const vector = Float64Array.from(work);
    vector.fill(0, 0, row);
    vector[row]! -= head;
    const length = Math.hypot(...chunked(vector.subarray(row)));
    for (let i = row; i < vector.length; i++) vector[i]! /= length;
    work[row] = head;
    upper.push(work.slice(0, row + 1));
    vectors.push(vector);
    kept.push(j);
  });
  return { vectors, upper, kept, dropped };
}

/** y ← (I − 2vvᵀ)y. */
function applyReflection(vector: Float64Array, row: number, y: Float64Array): void {
  let sum = 0;
  for (let i = row; i < y.length; i++) sum += vector[i]! * y[i]!;
  sum *= 2;
  for (let i = row; i < y.length; i++) y[i]! -= sum * vector[i]!;
}

/** dx, dr of [I A; Aᵀ 0]·[dr; dx] = [f; g]: h = R⁻ᵀg, d = Qᵀf, dx = R⁻¹(d₁ − h), dr = Q[h; d₂]. */
function solveAugmented(qr: Reflections, f: Float64Array, g: Float64Array): { dx: Float64Array; dr: Float64Array } {
  const { vectors, upper } = qr;
  const k = upper.length;
  const h = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    let sum = g[c]!;
    for (let i = 0; i < c; i++) sum -= upper[c]![i]! * h[i]!;
    h[c] = sum / upper[c]![c]!;
  }
  const dr = Float64Array.from(f);
  vectors.forEach((vector, c) => applyReflection(vector, c, dr));
  const dx = new Float64Array(k);
  for (let c = k - 1; c >= 0; c--) {
    let sum = dr[c]! - h[c]!;
    for (let j = c + 1; j < k; j++) sum -= upper[j]![c]! * dx[j]!;
    dx[c] = sum / upper[c]![c]!;
  }
  for (let c = 0; c < k; c++) dr[c] = h[c]!;
  for (let c = k - 1; c >= 0; c--) applyReflection(vectors[c]!, c, dr);
  return { dx, dr };
}

/** f = y − s/w − A·x and g = −Aᵀ·s, in doubled precision and on the columns as given. */
function residuals(
  a: readonly Float64Array[],
  kept: readonly number[],
  b: Float64Array,
  x: Float64Array,
  s: Float64Array,
  weight: Float64Array,
  f: Float64Array,
  g: Float64Array,
): void {
  const row = new Float64Array(kept.length + 1);
  const ends = new Float64Array(kept.length + 1);
  for (let c = 0; c < x.length; c++) ends[c] = -x[c]!;
  ends[x.length] = -1;
  for (let i = 0; i < b.length; i++) {
    for (let c = 0; c < kept.length; c++) row[c] = a[kept[c]!]![i]!;
    row[kept.length] = s[i]! / weight[i]!;
    f[i] = exactDot(b[i]!, row, 0, ends, ends.length);
  }
  for (let c = 0; c < kept.length; c++) g[c] = -exactDot(0, a[kept[c]!]!, 0, s, s.length);
}

/** R⁻¹R⁻ᵀ on the raw scale of the columns, 0 at dropped ones. */
function inverseGram({ upper, kept }: Reflections, scales: readonly number[], n: number): number[][] {
  const k = upper.length;
  const inverse = Array.from({ length: k }, () => new Float64Array(k)); // R⁻¹ by columns
  for (let c = 0; c < k; c++) {
    inverse[c]![c] = 1 / upper[c]![c]!;
    for (let i = c - 1; i >= 0; i--) {
      let sum = 0;
      for (let j = i + 1; j <= c; j++) sum += upper[j]![i]! * inverse[c]![j]!;
      inverse[c]![i] = -sum / upper[i]![i]!;
    }
  }
  const full = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let c = i; c < k; c++) sum += inverse[c]![i]! * inverse[c]![j]!;
      const value = sum / (scales[kept[i]!]! * scales[kept[j]!]!) + 0;
      full[kept[i]!]![kept[j]!] = value;
      full[kept[j]!]![kept[i]!] = value;
    }
  }
  return full;
}
