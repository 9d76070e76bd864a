/**
 * x − ln(1 + x), at least 0, without cancellation near 0: with r = x/(2 + x) the logarithm is 2 artanh r, and what is
 * left of x is r·x − 2(r³/3 + r⁵/5 + …). The exponent of every density far from 0 is made of it.
 */
export function logRemainder(x: number): number {
  if (x > 0.6 || x < -0.4) return x - Math.log1p(x);
  const r = x / (2 + x);
  const square = r * r;
  let sum = 0;
  let power = square;
  for (let k = 3; power > 1e-17 * Math.abs(x); k += 2) {
    sum += power / k;
    power *= square;
  }
  return r * (x - 2 * sum);
}
