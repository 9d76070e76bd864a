import { InputError } from './input-error.ts';

/**
 * Lets a record, a row or options through: anything that has fields to read.
 *
 * @param value - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same value
 * @throws InputError `wrong-type` for nothing, text, numbers and functions
 *
 * @example Did the caller forget the options?
 * ```ts
 * import { requireObject } from 'clientele/errors';
 *
 * requireObject({ days: 30 }, 'options'); // => { days: 30 }
 * requireObject(undefined, 'options'); // => throws 'wrong-type'
 * ```
 */
export function requireObject<T>(value: T, argument: string): T {
  if (typeof value === 'object' && value) return value;
  throw new InputError('wrong-type', argument, `expected an object, got ${value === null ? 'null' : typeof value}`);
}
