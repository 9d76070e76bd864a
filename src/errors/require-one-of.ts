import { InputError } from './input-error.ts';

/**
 * Lets a text through that stands in a list of allowed names.
 *
 * @param value - what the caller gave
 * @param allowed - the names that are allowed
 * @param argument - how the caller would write it
 * @returns the same text, typed as one of the names
 * @throws InputError `unknown-name`, with the allowed names in the message
 *
 * @example Did I spell the option right?
 * ```ts
 * import { requireOneOf } from 'clientele/errors';
 *
 * requireOneOf('net', ['exclude', 'net', 'reject'], 'options.refunds'); // => 'net'
 * requireOneOf('nett', ['exclude', 'net', 'reject'], 'options.refunds'); // => throws 'unknown-name'
 * ```
 */
export function requireOneOf<const Name extends string>(
  value: string,
  allowed: readonly Name[],
  argument: string,
): Name {
  if (allowed.includes(value as Name)) return value as Name;
  throw new InputError('unknown-name', argument, `expected one of ${allowed.join(', ')}, got ${String(value)}`);
}
