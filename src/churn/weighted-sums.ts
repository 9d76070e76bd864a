/** What a likelihood needs of its rows: Σ residual·x and Σ weight·x·xᵀ. */
export interface WeightedSums {
  /** one a column */
  gradient: Float64Array;
  /** row-major and symmetric, columns × columns */
  products: Float64Array;
}

/** Rows are added up by so many at a time: every sum is then read and written once for all of them. */
const ROWS = 4;

/** A table of rows for {@link sumRows}: rows of zeros fill the last block. */
export function tableOf(rows: number, columns: number): Float64Array {
  return new Float64Array(paddedLength(rows) * columns);
}

/** Length of the residuals and weights beside a table of that many rows; the surplus stays 0. */
export function paddedLength(rows: number): number {
  return Math.ceil(rows / ROWS) * ROWS;
}

/** Adds up rows of `p` columns. */
export function sumRows(x: Float64Array, p: number, residual: Float64Array, weight: Float64Array): WeightedSums {
  const sums = { gradient: new Float64Array(p), products: new Float64Array(p * p) };
  for (let i = 0; i < weight.length; i += ROWS) addFourRows(sums, x, p, i, residual, weight);
  const { products } = sums;
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) products[k * p + j] = products[j * p + k]!;
  return sums;
}

function addFourRows(
  { gradient, products }: WeightedSums,
  x: Float64Array,
  p: number,
  i: number,
  residual: Float64Array,
  weight: Float64Array,
): void {
  const row = i * p;
  const second = row + p;
  const third = second + p;
  const fourth = third + p;
  for (let j = 0; j < p; j++) {
    const a = x[row + j]!;
    const b = x[second + j]!;
    const c = x[third + j]!;
    const d = x[fourth + j]!;
    // Columns of zeros and ones are mostly zeros.
    if (a === 0 && b === 0 && c === 0 && d === 0) continue;
    gradient[j]! += residual[i]! * a + residual[i + 1]! * b + residual[i + 2]! * c + residual[i + 3]! * d;
    const wa = weight[i]! * a;
    const wb = weight[i + 1]! * b;
    const wc = weight[i + 2]! * c;
    const wd = weight[i + 3]! * d;
    const line = j * p;
    for (let k = 0; k <= j; k++) {
      products[line + k]! += wa * x[row + k]! + wb * x[second + k]! + wc * x[third + k]! + wd * x[fourth + k]!;
    }
  }
}
