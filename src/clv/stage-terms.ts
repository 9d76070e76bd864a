/**
 * The probability that no whole gap of k Erlang stages has passed since the last purchase, as its logarithm with
 * derivatives in r and α: S = Σ_{j<k} (y)_j/j! · u^j with u = (T − t_x)/(α + T). Only regular models (k > 1) need it: for
 * k = 1, S is 1.
 *
 * @returns in `out`: ln S, ∂r, ∂α, ∂rr, ∂rα, ∂αα
 * @see Reutterer, Platzer & Schroeder 2020, "Leveraging purchase regularity for predicting customer behavior", appendix
 */
export function stageTerms(k: number, y: number, A: number, silentDays: number, out: Float64Array): void {
  const u = silentDays / A;
  let term = 1;
  let h = 0;
  let h2 = 0;
  let [s, sr, sA, srr, srA, sAA] = [1, 0, 0, 0, 0, 0];
  for (let j = 1; j < k; j++) {
    const step = y + j - 1;
    term *= (step * u) / j;
    h += 1 / step;
    h2 += 1 / (step * step);
    s += term;
    sr += term * h;
    sA -= (term * j) / A;
    srr += term * (h * h - h2);
    srA -= (term * h * j) / A;
    sAA += (term * j * (j + 1)) / (A * A);
  }
  const r1 = sr / s;
  const a1 = sA / s;
  out[0] = Math.log(s);
  out[1] = r1;
  out[2] = a1;
  out[3] = srr / s - r1 * r1;
  out[4] = srA / s - r1 * a1;
  out[5] = sAA / s - a1 * a1;
}
