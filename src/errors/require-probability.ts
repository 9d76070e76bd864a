import { InputError } from './input-error.ts';

/**
 * Lets a probability, rate or share through: a number from 0 to 1.
 *
 * The commonest mistake is a percentage, so the message asks for it.
 *
 * @param value - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same number
 * @throws InputError `not-a-probability`
 *
 * @example May I say 40 for forty percent?
 * ```ts
 * import { requireProbability } from 'clientele/errors';
 *
 * requireProbability(0.4, 'options.marginShare'); // => 0.4
 * requireProbability(40, 'options.marginShare'); // => throws 'not-a-probability'
 * ```
 */
export function requireProbability(value: number, argument: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new InputError('not-a-probability', argument, `expected 0 to 1, got ${String(value)} (is it a percent?)`);
}
