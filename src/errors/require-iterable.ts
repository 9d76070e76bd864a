import { InputError } from './input-error.ts';
import { kindOf } from './kind-of.ts';

/**
 * Lets rows through that can be read one after another: a list, a set, a generator. A text is refused, it would be read
 * letter by letter.
 *
 * @param rows - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same value, unread
 * @throws InputError `wrong-type`
 *
 * @example Is this a list of purchases, or one purchase?
 * ```ts
 * import { requireIterable } from 'clientele/errors';
 *
 * requireIterable([1, 2], 'purchases'); // => [1, 2]
 * requireIterable({ customerId: 'a' } as never, 'purchases'); // => throws 'wrong-type'
 * ```
 */
export function requireIterable<T extends Iterable<unknown>>(rows: T, argument: string): T {
  if (typeof rows === 'object' && rows?.[Symbol.iterator]) return rows;
  const given: unknown = rows;
  throw new InputError('wrong-type', argument, `expected a list, got ${kindOf(given)}`);
}
