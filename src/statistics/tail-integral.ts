const STEP = 0.1;

/**
 * ∫ e^{exponent(s)} ds from 0 on, for an exponent that is 0 at 0 and falls ever faster, by the trapezoidal rule after
 * s = scale · exp(v − e⁻ᵛ) (Takahasi & Mori 1974, double-exponential rule for decaying integrands). About a hundred
 * evaluations give 1e-15 at any size of the parameters, where series and continued fractions need √parameter terms.
 *
 * @param exponent - logarithm of the integrand
 * @param scale - about the distance at which the integrand has fallen to 1/e
 */
export function tailIntegral(exponent: (s: number) => number, scale: number): number {
  let sum = 0;
  for (let v = -3.75; v < 6; v += STEP) {
    const inner = Math.exp(-v);
    const s = scale * Math.exp(v - inner);
    const term = Math.exp(exponent(s)) * s * (1 + inner);
    sum += term;
    // Past the peak of the transformed integrand the terms only fall.
    if (v > 0 && !(term > sum * 1e-18)) break;
  }
  return sum * STEP;
}
