import { InputError } from './input-error.ts';
import { kindOf } from './kind-of.ts';

/**
 * Lets a text through.
 *
 * @param text - the value to check
 * @param argument - the argument as the caller writes it
 * @returns the same text
 * @throws InputError `wrong-type`
 *
 * @example Is this the name of a segment?
 * ```ts
 * import { requireText } from 'clientele/errors';
 *
 * requireText('vip', 'segment.name'); // => 'vip'
 * requireText(7 as never, 'segment.name'); // => throws 'wrong-type'
 * ```
 */
export function requireText<T extends string>(text: T, argument: string): T {
  if (typeof text === 'string') return text;
  throw new InputError('wrong-type', argument, `expected a text, got ${kindOf(text)}`);
}
