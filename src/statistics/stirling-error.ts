/** ln √(2π). */
export const HALF_LOG_TWO_PI: number = 0.9189385332046728;

/**
 * What Stirling's formula leaves out: ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], for x of 8 and more, where seven terms
 * leave less than 1e-16 (Abramowitz & Stegun 6.1.41).
 */
export function stirlingError(x: number): number {
  const inverse = 1 / x;
  const t = inverse * inverse;
  const tail = 1 / 1188 - t * (691 / 360360 - t / 156);
  return inverse * (1 / 12 - t * (1 / 360 - t * (1 / 1260 - t * (1 / 1680 - t * tail))));
}
