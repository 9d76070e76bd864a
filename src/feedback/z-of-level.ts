import { wilsonInterval } from '../statistics/index.ts';

/**
 * How many standard errors an interval of this level reaches to each side. Wilson's interval of no case among n ends at
 * z²/(n + z²), and gives its z away: the tables of the normal quantile would be a fifth of what an interval costs.
 */
export function zOfLevel(level: number): number {
  const denominator = 2 ** 40;
  const { high } = wilsonInterval({ numerator: 0, denominator }, { level })!;
  return Math.sqrt((denominator * high) / (1 - high));
}
