import { InputError } from './input-error.ts';

/**
 * Lets a level of confidence through: a number strictly between 0 and 1, usually 0.95.
 *
 * @param value - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same number
 * @throws InputError `out-of-range`
 *
 * @example Can I ask for an interval that is certain?
 * ```ts
 * import { requireLevel } from 'clientele/errors';
 *
 * requireLevel(0.95, 'options.level'); // => 0.95
 * requireLevel(1, 'options.level'); // => throws 'out-of-range'
 * ```
 */
export function requireLevel(value: number, argument: string): number {
  if (typeof value === 'number' && value > 0 && value < 1) return value;
  throw new InputError('out-of-range', argument, `expected above 0, below 1, got ${String(value)}`);
}
