/** How far an integrand may fall, in natural logarithms, before the rest is nothing that a double could show. */
const NOTHING = 38;

/**
 * The length, in v = ln(c + u), c = min(α, β), over which the density of having left at age u matters: from t_x to T, cut
 * where it has fallen by e^−38. With Δ = v − v(t_x), w = (c + t_x)(e^Δ − 1) and
 *
 *   fall(Δ) = R·ln1p(w/(α + t_x)) + (s + 1)·ln1p(w/(β + t_x)) − Δ,
 *
 * which is convex, Newton's method from the right comes down to the cut without passing it. Without the cut the points
 * miss the peak: errors of 1e-3 where the rate is high.
 *
 * @returns length of the interval; 0 where t_x = T
 * @see Hardie & Fader 2005, note 009 (the integral); the substitution keeps both time scales smooth
 */
export function paretoSpan(
  R: number,
  alpha: number,
  s: number,
  beta: number,
  daysToLast: number,
  daysObserved: number,
): number {
  const first = Math.min(alpha, beta) + daysToLast;
  let span = Math.log1p((daysObserved - daysToLast) / first);
  for (let round = 0; round < 60; round++) {
    const w = first * Math.expm1(span);
    const a = w / (alpha + daysToLast);
    const b = w / (beta + daysToLast);
    const excess = R * Math.log1p(a) + (s + 1) * Math.log1p(b) - span - NOTHING;
    if (!(excess > 0.5)) break;
    const grown = w + first;
    const slope = (R * grown) / (alpha + daysToLast) / (1 + a) + ((s + 1) * grown) / (beta + daysToLast) / (1 + b) - 1;
    span -= excess / slope;
  }
  return span;
}
