import { InputError } from './input-error.ts';
import { kindOf } from './kind-of.ts';

/**
 * Lets a list through: an array, whose places have numbers. Where rows are only read one after another, ask for less:
 * {@link requireIterable}.
 *
 * @param list - the value to check
 * @param argument - the argument as the caller writes it
 * @returns the same list
 * @throws InputError `wrong-type`; a text and a set are no lists
 *
 * @example Is this a list of tallies, or one tally?
 * ```ts
 * import { requireList } from 'clientele/errors';
 *
 * requireList([1, 2], 'tallies'); // => [1, 2]
 * requireList('ab' as never, 'tallies'); // => throws 'wrong-type'
 * ```
 */
export function requireList<T extends readonly unknown[]>(list: T, argument: string): T {
  if (Array.isArray(list)) return list;
  throw new InputError('wrong-type', argument, `expected a list, got ${kindOf(list)}`);
}
