import { InputError } from './input-error.ts';

/**
 * Lets a whole number through that is exact in a double: from −(2^53 − 1) to 2^53 − 1. For what is counted exactly,
 * such as points and minor units, where a fraction would be a wrong number rather than a rounding.
 *
 * @param value - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same number
 * @throws InputError `not-an-integer`
 *
 * @example Is half a cent an amount in minor units?
 * ```ts
 * import { requireInteger } from 'clientele/errors';
 *
 * requireInteger(-1250, 'event.amountMinor'); // => -1250
 * requireInteger(0.5, 'event.amountMinor'); // => throws 'not-an-integer'
 * ```
 */
export function requireInteger(value: number, argument: string): number {
  if (Number.isSafeInteger(value)) return value;
  throw new InputError('not-an-integer', argument, `expected a whole number within ±(2^53 - 1), got ${String(value)}`);
}
