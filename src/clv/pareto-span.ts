/**
 * The length, in v = ln(c + u), c = min(α, β), over which the density of having left at age u matters: from t_x to T, cut
 * where it has fallen by e^−38, behind which is nothing that a double could show. With Δ = v − v(t_x),
 * w = (c + t_x)(e^Δ − 1), A = α + t_x and B = β + t_x,
 *
 *   fall(Δ) = R·ln1p(w/A) + S·ln1p(w/B) − Δ,
 *
 * which is convex, Newton's method from the right comes down to the cut without passing it. Without the cut the points
 * miss the peak: errors of 1e-3 where the rate is high.
 *
 * @param first - min(A, B), days
 * @param R - r + x
 * @param A - α + t_x, days
 * @param S - s + 1
 * @param B - β + t_x, days
 * @param silent - T − t_x, days
 * @returns length of the interval; 0 where t_x = T
 * @see Hardie & Fader 2005, note 009 (the integral); the substitution keeps both time scales smooth
 */
export function paretoSpan(first: number, R: number, A: number, S: number, B: number, silent: number): number {
  let span = Math.log1p(silent / first);
  for (;;) {
    const w = first * Math.expm1(span);
    const excess = R * Math.log1p(w / A) + S * Math.log1p(w / B) - span - 38;
    // The slope is above excess/span > 0: this comes to an end.
    if (!(excess > 0.5)) return span;
    span -= excess / ((first + w) * (R / (A + w) + S / (B + w)) - 1);
  }
}
