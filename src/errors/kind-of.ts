/**
 * What a refused value is, for the message of the refusal: numbers as they are, the rest by kind, so that no text of a
 * customer stands in a log. It never throws, as `String` does for a record without a prototype.
 *
 * @param value - anything
 * @returns a number as text, `'null'`, `'a list'`, `'an object'`, or what `typeof` says
 *
 * @example What came instead of a list?
 * ```ts
 * import { kindOf } from 'clientele/errors';
 *
 * kindOf(Number.NaN); // => 'NaN'
 * kindOf([1, 2]); // => 'a list'
 * kindOf('ann@example.org'); // => 'string'
 * ```
 */
export function kindOf(value: unknown): string {
  if (value === null || typeof value === 'number') return String(value);
  return typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'an object') : typeof value;
}
