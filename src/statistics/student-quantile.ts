import { InputError, requireProbability } from '../errors/index.ts';
import { invertBeta } from './invert-beta.ts';

/**
 * The value below which a Student t variable lies with probability p.
 *
 * A two-sided interval of level c needs `studentQuantile((1 + c) / 2, df)`.
 *
 * @param p - probability, 0..1
 * @param df - degrees of freedom, above 0, fractions allowed (Welch)
 * @returns t; `-Infinity` at 0 and `Infinity` at 1
 * @throws InputError `not-a-probability` (also for NaN and for what is no number), `out-of-range` (degrees of freedom)
 *
 * @example How many standard errors wide is a 95 % interval of a mean of 13 answers?
 * ```ts
 * import { studentQuantile } from 'clientele/statistics';
 *
 * studentQuantile(0.975, 12); // => ~2.178812829667
 * ```
 */
export function studentQuantile(p: number, df: number): number {
  requireProbability(p, 'p');
  if (!(df > 0)) throw new InputError('out-of-range', 'df', `expected degrees of freedom above 0, got ${df}`);
  const tail = Math.min(p, 1 - p);
  const { x, y } = invertBeta(2 * tail, 1 - 2 * tail, df / 2, 0.5);
  const t = Math.sqrt((df * y) / x);
  return p < 0.5 ? -t : t;
}
