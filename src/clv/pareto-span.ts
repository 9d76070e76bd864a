/**
 * The length, in v = ln(c + u), c = min(α, β), over which the density of having left at age u matters: from t_x to T, cut
 * where it has fallen by e^−38, behind which is nothing that a double could show. With Δ = v − v(t_x), near = c + t_x,
 * far the other of α + t_x and β + t_x, and w = near·(e^Δ − 1),
 *
 *   fall(Δ) = (p − 1)·Δ + q·ln1p(w/far),
 *
 * which is convex, Newton's method from the right comes down to the cut without passing it. Without the cut the points
 * miss the peak: errors of 1e-3 where the rate is high.
 *
 * @param near - min(α, β) + t_x, days
 * @param p - the exponent of near: r + x where that is α's, s + 1 where it is β's
 * @param far - max(α, β) + t_x, days
 * @param q - the exponent of far
 * @param silent - T − t_x, days
 * @returns length of the interval; 0 where t_x = T
 * @see Hardie & Fader 2005, note 009 (the integral); the substitution keeps both time scales smooth
 */
export function paretoSpan(near: number, p: number, far: number, q: number, silent: number): number {
  let span = Math.log1p(silent / near);
  for (;;) {
    const w = near * Math.expm1(span);
    const excess = (p - 1) * span + q * Math.log1p(w / far) - 38;
    // The slope is above excess/span > 0: this comes to an end.
    if (!(excess > 1)) return span;
    // The quotient first: on its way a climb may try a q of 10^298, and a product without an end is a step of nothing.
    span -= excess / (p - 1 + q * ((near + w) / (far + w)));
  }
}
