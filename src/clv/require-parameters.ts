import { refuse } from './refuse.ts';

/** A number of days, purchases and so on: finite, 0 or more. Text would compare like a number: only isFinite tells it apart. */
export const isSize = (value: number): boolean => Number.isFinite(value) && value >= 0;

/** A number of purchases or stages: whole, 0 or more. */
export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/**
 * Refuses parameters that no purchase model can have: typed in with a slip, or read from a store without its door. Every
 * formula asks for those that it reads, of every customer: a dozen comparisons that are compiled into it.
 *
 * @param r - shape of the rates; 0 where nobody comes back
 * @param s - shape, or first number, of leaving; 0 where nobody leaves
 * @param k - stages of a gap, a whole number
 * @throws InputError `out-of-range` for `model`, with all of them as they are
 */
export function requireParameters(r: number, alpha: number, s: number, beta: number, k = 1): void {
  const sizes = isSize(r) && isSize(alpha) && isSize(s) && isSize(beta);
  if (!(sizes && alpha > 0 && beta > 0 && k > 0 && isCount(k))) {
    refuse('model', [r, alpha, s, beta, k], 'a number', 'out-of-range');
  }
}
