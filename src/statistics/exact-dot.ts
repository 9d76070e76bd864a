/** 2^27 + 1: splits a double into two halves whose products are exact (Dekker 1971). */
const SPLITTER = 134217729;

/**
 * start + Σ a[from + k·step]·x[k], as if computed in twice the working precision and rounded once (Ogita, Rump & Oishi
 * 2005, "Accurate sum and dot product", algorithm Dot2).
 */
export function exactDot(
  start: number,
  a: ArrayLike<number>,
  from: number,
  x: ArrayLike<number>,
  count: number,
  step = 1,
): number {
  let sum = start;
  let error = 0;
  for (let k = 0; k < count; k++) {
    const p = a[from + k * step]!;
    const q = x[k]!;
    const product = p * q;
    const cp = SPLITTER * p;
    const ph = cp - (cp - p);
    const pl = p - ph;
    const cq = SPLITTER * q;
    const qh = cq - (cq - q);
    const ql = q - qh;
    const next = sum + product;
    const shift = next - sum;
    error += sum - (next - shift) + (product - shift) + (pl * ql - (product - ph * qh - pl * qh - ph * ql));
    sum = next;
  }
  return sum + error;
}
