import { logGammaDensity, lowerGammaRatio, upperGammaOfTinyShape, upperGammaRatio } from './gamma-tail.ts';

/** Both tails of a gamma distribution: they sum to 1, and the smaller one is exact too. */
export interface GammaTails {
  /** P(a, x): probability of at most x */
  lower: number;
  /** Q(a, x): probability of more than x */
  upper: number;
}

/**
 * The regularized incomplete gamma functions P(a, x) and Q(a, x): how much of a Gamma(a) variable of scale 1 lies below
 * and above x.
 *
 * Poisson, χ², Erlang and gamma probabilities are all these functions. The smaller tail is computed directly, so both
 * carry 1e-12 of their value for shapes up to 1e15.
 *
 * @param a - shape, above 0
 * @param x - limit, at least 0, in units of the scale
 * @returns both tails, each 0..1; `NaN` where an argument is NaN or the shape is not positive
 *
 * @example How often does a customer with 3 expected orders place none or one?
 * ```ts
 * import { regularizedGamma } from 'clientele/statistics';
 *
 * regularizedGamma(2, 3).upper; // => ~0.199148273471
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 6.5.29 and 6.5.31
 */
export function regularizedGamma(a: number, x: number): GammaTails {
  if (!(a > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  const density = Math.exp(logGammaDensity(a, x));
  if (x < a + 1) {
    if (a < 1e-3) {
      const upper = upperGammaOfTinyShape(a, x);
      return { lower: 1 - upper, upper };
    }
    const lower = density === 0 ? 0 : density * lowerGammaRatio(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = density > 0 ? density * upperGammaRatio(a, x) : 0;
  return { lower: 1 - upper, upper };
}
