import { InputError, requireOneOf } from '../errors/index.ts';
import type { RoundingMode } from './ratio.ts';

const MODES = ['down', 'up', 'half-up', 'half-down', 'half-even', 'exact'] as const;

/**
 * Whether a magnitude steps up to the next whole number.
 *
 * @param mode - how to round
 * @param versusHalf - sign of 2·rest − divisor, where the rest is not 0
 * @param odd - the whole part is odd
 * @param argument - what is being rounded, for the error
 */
export function stepsUp(mode: RoundingMode, versusHalf: number, odd: boolean, argument: string): boolean {
  switch (mode) {
    case 'down':
      return false;
    case 'up':
      return true;
    case 'half-up':
      return versusHalf >= 0;
    case 'half-down':
      return versusHalf > 0;
    case 'half-even':
      return versusHalf > 0 || (versusHalf === 0 && odd);
    case 'exact':
      throw new InputError('inexact', argument, 'expected a whole result, because rounding is forbidden');
    default:
      requireOneOf(mode, MODES, 'rounding');
      return false;
  }
}

/** numerator / denominator rounded to a whole number, without limits; null where the result is no safe integer. */
export function roundQuotient(
  numerator: bigint,
  denominator: bigint,
  mode: RoundingMode,
  argument: string,
): number | null {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rest = magnitude % denominator;
  let whole = magnitude / denominator;
  if (rest !== 0n) {
    const twice = 2n * rest;
    const versusHalf = twice > denominator ? 1 : twice < denominator ? -1 : 0;
    if (stepsUp(mode, versusHalf, whole % 2n === 1n, argument)) whole += 1n;
  }
  const rounded = Number(numerator < 0n ? -whole : whole);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
