import { logGamma } from './log-gamma.ts';
import { logRemainder } from './log-remainder.ts';
import { HALF_LOG_TWO_PI, stirlingError } from './stirling-error.ts';
import { tailIntegral } from './tail-integral.ts';

/** Shape from which the double-exponential rule is faster than series and continued fraction. */
const LARGE = 3000;

/** ln(xᵃ e⁻ˣ / Γ(a)), the density of the gamma distribution times x; from a = 8 on measured from its peak. */
export function logGammaDensity(a: number, x: number): number {
  if (a < 8) return a * Math.log(x) - x - logGamma(a);
  const z = (x - a) / a;
  const distance = z < -0.4 ? z - Math.log(x / a) : logRemainder(z);
  return 0.5 * Math.log(a) - HALF_LOG_TWO_PI - stirlingError(a) - a * distance;
}

/** P(a, x) over the density, for x below a + 1: the series of Abramowitz & Stegun 6.5.29. */
export function lowerGammaRatio(a: number, x: number): number {
  if (a > LARGE) {
    const exponent = (s: number): number => (s < 1 ? -(a - x) * s + s - (a - 1) * logRemainder(-s) : -Infinity);
    return tailIntegral(exponent, 1 / (Math.abs(a - x) + Math.sqrt(a)));
  }
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Q(a, x) over the density, for x from a + 1 on: the continued fraction of Abramowitz & Stegun 6.5.31 by Lentz's method. */
export function upperGammaRatio(a: number, x: number): number {
  if (a > LARGE) {
    const exponent = (s: number): number => -(x - a) * s - s - (a - 1) * logRemainder(s);
    return tailIntegral(exponent, 1 / (Math.abs(x - a) + Math.sqrt(a)));
  }
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return fraction;
}

/**
 * Q(a, x) for a below 1e-3 and x below a + 1, where P is so near 1 that 1 − P would keep no digit: the series of
 * P = xᵃ/Γ(1 + a) · (1 + a Σ (−x)ⁿ/((a + n) n!)) (Abramowitz & Stegun 6.5.29) with its leading 1 taken off by expm1,
 * and ln Γ(1 + a) by its own series (6.1.33), whose next term is below 1e-16 of the first.
 */
export function upperGammaOfTinyShape(a: number, x: number): number {
  const logGammaOfOnePlus =
    a *
    (-0.5772156649015329 +
      a * (0.8224670334241132 - a * (0.40068563438653143 - a * (0.27058080842778454 - a * 0.20738555102867398))));
  const logPower = a * Math.log(x) - logGammaOfOnePlus;
  let sum = 0;
  let power = 1;
  for (let n = 1; n < 40; n++) {
    power *= -x / n;
    sum += power / (a + n);
  }
  return -Math.expm1(logPower) - Math.exp(logPower) * a * sum;
}
