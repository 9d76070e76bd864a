import { wilsonInterval } from '../statistics/index.ts';

/** The level asked for last: reports ask for the same one a million times. */
const last = { level: NaN, z: NaN };

/**
 * How many standard errors an interval of this level reaches to each side. Wilson's interval of no case among n ends at
 * z²/(n + z²), and gives its z away: the tables of the normal quantile would be a fifth of what an interval costs.
 */
export function zOfLevel(level: number): number {
  if (level !== last.level) {
    const denominator = 2 ** 40;
    const { high } = wilsonInterval({ numerator: 0, denominator }, { level })!;
    last.level = level;
    last.z = Math.sqrt((denominator * high) / (1 - high));
  }
  return last.z;
}
