/** What is known of a customer who is alive now: her rate is Gamma(shape, scaleDays), her dropout Beta(dropoutA, survived). */
export interface AliveState {
  /** R = r + x */
  shape: number;
  /** A = α + T, days */
  scaleDays: number;
  /** a, above 0 */
  dropoutA: number;
  /** b', b plus the purchases after which she stayed */
  survived: number;
}

/**
 * Expected purchases within t days of a customer of BG/NBD or MBG/NBD who is alive now.
 *
 * With z = t/(A + t) and c = a + b' − 1, equation 10 of the paper after Euler's transformation, written so that nothing
 * special happens at a = 1 (where the published form divides 0 by 0 and lifetimes 0.11.3 returns NaN for everybody) or at
 * c ≤ 0:
 *
 *   −c·expm1((a − 1)·ln(1 − z))/(a − 1) − (1 − z)^(a − 1) · Σ_{n ≥ 1} (c − R)_n (a)_{n−1} z^n / ((c + 1)_{n−1} n!)
 *
 * Its two parts cancel where a + b' is much larger than R; there a sum of positive terms is taken instead.
 */
export function expectedWhileAlive(state: AliveState, t: number): number {
  const { shape: R, scaleDays: A, dropoutA: a, survived } = state;
  const c = a + survived - 1;
  const z = t / (A + t);
  const logRest = -Math.log1p(t / A);
  const u = (a - 1) * logRest;
  const first = Math.abs(u) < 1e-300 ? -c * logRest : (-c * Math.expm1(u)) / (a - 1);
  // term_1 = (c − R)·z; then term_{n+1}/term_n = (c − R + n)(a + n − 1) z / ((c + n)(n + 1)).
  let term = (c - R) * z;
  let sum = term;
  let size = Math.abs(term);
  for (let n = 1; term !== 0 && n < 1e5; n++) {
    term *= ((c - R + n) * (a + n - 1) * z) / ((c + n) * (n + 1));
    sum += term;
    size += Math.abs(term);
    if (Math.abs(term) <= 1e-17 * size && n > R - c) break;
  }
  const weight = Math.exp(u);
  const result = first - weight * sum;
  // Digits lost to cancellation: the rounding of the larger part against the result.
  const lost = (Math.abs(first) + weight * size) / result;
  return result > 0 && lost < 1e4 ? result : sumOfPositiveTerms(state, t);
}

/**
 * Σ_{i ≥ 1} w_i · P(N ≥ i): purchase i happens if there are i opportunities and she has stayed after each before.
 * w_1 = 1, w_{i+1} = w_i (b' + i − 1)/(a + b' + i − 1); N is negative binomial with (R, A/(A + t)).
 */
function sumOfPositiveTerms({ shape: R, scaleDays: A, dropoutA: a, survived }: AliveState, t: number): number {
  const z = t / (A + t);
  const logNone = -R * Math.log1p(t / A);
  const mean = (R * t) / A;
  let logMass = logNone;
  let tail = -Math.expm1(logNone);
  let weight = 1;
  let sum = 0;
  for (let i = 1; i < 1e7; i++) {
    sum += weight * tail;
    weight *= (survived + i - 1) / (a + survived + i - 1);
    logMass += Math.log(((R + i - 1) * z) / i);
    const mass = Math.exp(logMass);
    tail -= mass;
    // Behind the mean the terms fall; what is left is below rounding.
    if (i > mean && weight * tail <= 1e-17 * sum) break;
  }
  return sum;
}
