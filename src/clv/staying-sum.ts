import { digamma, gaussLegendre, logBeta } from '../statistics/index.ts';

/** Who stays how long: S(t) = B(a, b + t^c)/B(a, b). */
export interface Staying {
  a: number;
  b: number;
  c: number;
}

/** ln S(t); 0 where nobody leaves. */
export function logStaying({ a, b, c }: Staying, t: number): number {
  return a === 0 || t === 0 ? 0 : logBeta(a, b + t ** c) - logBeta(a, b);
}

/** Terms that are added one by one before the rest is integrated. */
const PLAIN_TERMS = 2000;

/** Discounted by e^−45 a payment is worth nothing that a double could show. */
const LONGEST = 45;

/**
 * Σ_{t ≥ n} S(t)/S(n − 1)/(1 + d)^(t − n), n 1 or more; null where it has no end. The first terms one by one, the rest by
 * Euler and Maclaurin: integral + f/2 − f′/12, whose next term is below 1e-12 of f there.
 */
export function stayingSum(who: Staying, n: number, rate: number): number | null {
  const { a, b, c } = who;
  const force = Math.log1p(rate);
  if (force === 0 && a * c <= 1) return null;
  if (a === 0) return (1 + rate) / rate;
  const before = logStaying(who, n - 1);
  const at = (t: number): number => Math.exp(logStaying(who, t) - before - force * (t - n));
  let sum = 0;
  const N = n + PLAIN_TERMS;
  for (let t = n; t < N; t++) {
    const term = at(t);
    sum += term;
    if (term <= 1e-18 * sum && force > 0) return sum;
  }
  const u = N ** c;
  const slope = (digamma(b + u) - digamma(a + b + u)) * ((c * u) / N) - force;
  // Where t^c drowns a and b the tail is a power of t, and its integral is known.
  const far = force > 0 ? N + LONGEST / force : Math.max(2 * N, (1e12 * (1 + a + b) ** 2) ** (1 / c));
  const end = Math.log(far / N);
  const panels = Math.ceil(2 * end);
  let integral = 0;
  for (let i = 0; i < panels; i++) {
    integral += gaussLegendre((v) => at(N * Math.exp(v)) * N * Math.exp(v), {
      from: (end * i) / panels,
      to: (end * (i + 1)) / panels,
      nodes: 32,
    });
  }
  if (force === 0) integral += (at(far) * far) / (a * c - 1);
  return sum + integral + at(N) * (0.5 - slope / 12);
}
