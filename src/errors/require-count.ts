import { InputError } from './input-error.ts';

/**
 * Lets a count through: a whole number from 0 to 2^53 − 1.
 *
 * @param value - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same number
 * @throws InputError `not-a-count`
 *
 * @example Can a customer have bought two and a half times?
 * ```ts
 * import { requireCount } from 'clientele/errors';
 *
 * requireCount(2, 'history.repeatPurchases'); // => 2
 * requireCount(2.5, 'history.repeatPurchases'); // => throws 'not-a-count'
 * ```
 */
export function requireCount(value: number, argument: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InputError('not-a-count', argument, `expected a whole number, 0 or more, got ${String(value)}`);
}
