import { logBeta } from './log-beta.ts';
import { logRemainder } from './log-remainder.ts';
import { productError } from './product-error.ts';
import { HALF_LOG_TWO_PI, stirlingError } from './stirling-error.ts';
import { tailIntegral } from './tail-integral.ts';

/** Shapes from which the double-exponential rule is faster than the continued fraction. */
const LARGE = 3000;

/**
 * I_x(a, b) with y = 1 − x given beside x, so that neither end of the scale loses digits. The side of the mean on which
 * x lies is computed directly, the other by its complement.
 */
export function betaTail(x: number, y: number, a: number, b: number): number {
  const below = x <= y ? distanceBelow(a, b, x) : -distanceBelow(b, a, y);
  return below >= 0 ? lowerSide(x, y, a, b, below) : 1 - lowerSide(y, x, b, a, -below);
}

/**
 * a − (a + b)x: how far x lies below the mean a / (a + b). Exact but for one rounding: with shapes of 1e15 a plain product
 * is off by 0.1, which moves a tail in its seventh digit.
 */
export function distanceBelow(a: number, b: number, x: number): number {
  const ax = a * x;
  const bx = b * x;
  const rest = a - ax;
  const lost = a - rest - ax;
  return rest - bx + (lost - productError(a, x, ax) - productError(b, x, bx));
}

/** x^a y^b / B(a, b), the density of the beta distribution times x·y, for x up to the mean, `below` = a − (a + b)x. */
export function betaDensity(x: number, y: number, a: number, b: number, below: number): number {
  if (a < 8 || b < 8) {
    const logX = x < 0.5 ? Math.log(x) : Math.log1p(-y);
    const logY = y < 0.5 ? Math.log(y) : Math.log1p(-x);
    return Math.exp(a * logX + b * logY - logBeta(a, b));
  }
  // Large shapes: the exponent is taken from the mean, where powers and B cancel (DiDonato & Morris 1992, eq. 7).
  const sum = a + b;
  const share = below / a;
  const left = share > 0.4 ? -share - Math.log(x * (sum / a)) : logRemainder(-share);
  const correction = stirlingError(sum) - stirlingError(a) - stirlingError(b);
  const exponent = correction - a * left - b * logRemainder(below / b) - HALF_LOG_TWO_PI;
  return Math.exp(exponent) * Math.sqrt(a / sum) * Math.sqrt(b);
}

/** I_x(a, b) for x up to the mean. */
function lowerSide(x: number, y: number, a: number, b: number, below: number): number {
  if (x <= 0) return 0;
  const density = betaDensity(x, y, a, b, below);
  if (density === 0) return 0;
  if (a > LARGE && b > LARGE) {
    // t = x(1 − s) turns the integral into the density times that of e^{−…}, with no cancellation in the exponent.
    const ratio = x / y;
    const slope = below / y;
    const exponent = (s: number): number =>
      s < 1 ? -slope * s - (a - 1) * logRemainder(-s) - (b - 1) * logRemainder(ratio * s) + (1 - ratio) * s : -Infinity;
    return (density / y) * tailIntegral(exponent, 1 / (slope + Math.sqrt(a + b * ratio * ratio)));
  }
  return density / evenFraction(x, y, a, b, below);
}

/**
 * The continued fraction of DiDonato & Morris 1992, eq. 9: the even part of the classical one (Abramowitz & Stegun
 * 26.5.8), twice as fast a term. Recurrence of numerators and denominators, rescaled every step.
 */
function evenFraction(x: number, y: number, a: number, b: number, below: number): number {
  let top = 1;
  let bottom = 0;
  let nextTop = (a * (1 + below)) / (a + 1);
  let nextBottom = 1;
  let before = 0;
  for (let n = 1; n < 100_000; n++) {
    const m = a + 2 * n;
    const alpha = (((a + n - 1) * (a + b + n - 1)) / (m - 1)) * ((n * (b - n) * x * x) / (m - 1));
    const beta = n + (n * (b - n) * x) / (m - 1) + ((a + n) / (m + 1)) * (below + 1 + n * (1 + y));
    const newTop = beta * nextTop + alpha * top;
    const newBottom = beta * nextBottom + alpha * bottom;
    top = nextTop / newBottom;
    bottom = nextBottom / newBottom;
    nextTop = newTop / newBottom;
    nextBottom = 1;
    if (Math.abs(nextTop - before) <= 1e-16 * Math.abs(nextTop)) break;
    before = nextTop;
  }
  return nextTop;
}
