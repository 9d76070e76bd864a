import { InputError } from './input-error.ts';

/**
 * Lets a number through that is neither NaN nor infinite.
 *
 * Guards stand at the door of a public function, once per row, never inside a loop of a formula.
 *
 * @param value - what the caller gave
 * @param argument - how the caller would write it: `options.horizonDays`
 * @returns the same number
 * @throws InputError `wrong-type` when it is not a number, `not-finite` when it is NaN or infinite
 *
 * @example Is this amount a number I can calculate with?
 * ```ts
 * import { requireFinite } from 'clientele/errors';
 *
 * requireFinite(19.9, 'purchase.amount'); // => 19.9
 * requireFinite(NaN, 'purchase.amount'); // => throws 'not-finite'
 * ```
 */
export function requireFinite(value: number, argument: string): number {
  if (Number.isFinite(value)) return value;
  const code = typeof value === 'number' ? 'not-finite' : 'wrong-type';
  throw new InputError(code, argument, `expected a finite number, got ${String(value)}`);
}
