import { InputError, requireCount } from '../errors/index.ts';

/** How many of how many: the base of a share. */
export interface ShareCounts {
  /** cases that count, whole, at most the denominator */
  numerator: number;
  /** cases that could have counted, whole */
  denominator: number;
}

/** The confidence of an interval. */
export interface LevelOptions {
  /** confidence, between 0 and 1; 0.95 unless said otherwise */
  level?: number;
}

/** Lets counts through that can be a share: whole, not negative, numerator at most the denominator. */
export function requireShareCounts(counts: ShareCounts, argument: string): ShareCounts {
  const numerator = requireCount(counts.numerator, `${argument}.numerator`);
  const denominator = requireCount(counts.denominator, `${argument}.denominator`);
  if (numerator <= denominator) return counts;
  throw new InputError('inconsistent', `${argument}.numerator`, `expected at most ${denominator}, got ${numerator}`);
}
