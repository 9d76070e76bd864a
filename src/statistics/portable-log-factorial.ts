import { portableLog } from './portable-log.ts';

/**
 * ln k! for whole k ≥ 0 by arithmetic only, so that random draws are the same in every engine: Stirling's series
 * (Abramowitz & Stegun 6.1.41), shifted up for small k; error below 1e-14 relative.
 */
export function portableLogFactorial(k: number): number {
  let product = 1;
  let x = k + 1;
  while (x < 10) {
    product *= x;
    x++;
  }
  const z = 1 / (x * x);
  const series =
    (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156))))))) /
    x;
  return (x - 0.5) * portableLog(x) - x + 0.9189385332046728 + series - (product > 1 ? portableLog(product) : 0);
}
