import { logBeta } from '../statistics/index.ts';

/** ln of the negative binomial probability of exactly n: (R)_n/n! · z^n (1 − z)^R, with z = t/(A + t). */
export function logCountMass(n: number, R: number, A: number, t: number): number {
  const none = -R * Math.log1p(t / A);
  if (n === 0) return none;
  if (R === 0) return -Infinity;
  return none - Math.log(n) - logBeta(R, n) - n * Math.log1p(A / t);
}

/** The negative binomial probability of n or more, by positive terms from the nearer end. */
export function countTail(n: number, R: number, A: number, t: number): number {
  if (n <= 0) return 1;
  const z = t / (A + t);
  const above = n > (R * t) / A;
  const first = above ? n : n - 1;
  let term = 1;
  let sum = 1;
  for (let m = first; above || m > 0; m += above ? 1 : -1) {
    term *= above ? ((R + m) * z) / (m + 1) : m / ((R + m - 1) * z);
    sum += term;
    if (term <= 1e-17 * sum * (above ? 1 - z : 1)) break;
  }
  const side = Math.exp(logCountMass(first, R, A, t)) * sum;
  return above ? side : 1 - side;
}
