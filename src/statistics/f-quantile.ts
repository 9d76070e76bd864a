import { InputError, requireProbability } from '../errors/index.ts';
import { invertBeta } from './invert-beta.ts';

/**
 * The value below which an F variable lies with probability p.
 *
 * @param p - probability, 0..1
 * @param df1 - degrees of freedom of the numerator, above 0
 * @param df2 - degrees of freedom of the denominator, above 0
 * @returns f, at least 0; `Infinity` at 1
 * @throws InputError `not-a-probability` (also for NaN and for what is no number), `out-of-range` (degrees of freedom)
 *
 * @example From which F on do three channels of 20 customers differ at the 5 % level?
 * ```ts
 * import { fQuantile } from 'clientele/statistics';
 *
 * fQuantile(0.95, 2, 57); // => ~3.158843
 * ```
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  requireProbability(p, 'p');
  if (!(df1 > 0 && df2 > 0)) {
    const [name, got] = df1 > 0 ? ['df2', df2] : ['df1', df1];
    throw new InputError('out-of-range', name, `expected degrees of freedom above 0, got ${got}`);
  }
  const { x, y } = invertBeta(p, 1 - p, df1 / 2, df2 / 2);
  return (df2 * x) / (df1 * y);
}
