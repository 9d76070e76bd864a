import { InputError, requireInteger } from '../errors/index.ts';
import type { Ratio } from './ratio.ts';

/** Lets a fraction of safe integers with a positive denominator through; lowest terms are not asked for. */
export function requireRatio(ratio: Ratio, argument: string): Ratio {
  requireInteger(ratio.numerator, `${argument}.numerator`);
  if (requireInteger(ratio.denominator, `${argument}.denominator`) > 0) return ratio;
  throw new InputError('out-of-range', `${argument}.denominator`, `expected above 0, got ${ratio.denominator}`);
}
