import type { Ratio } from './ratio.ts';

/** A fraction in lowest terms; null where a part in lowest terms is no safe integer. The denominator is positive. */
export function reduceRatio(numerator: bigint, denominator: bigint): Ratio | null {
  let a = numerator < 0n ? -numerator : numerator;
  let b = denominator;
  while (b > 0n) [a, b] = [b, a % b];
  const reduced = { numerator: Number(numerator / a), denominator: Number(denominator / a) };
  return Number.isSafeInteger(reduced.numerator) && Number.isSafeInteger(reduced.denominator) ? reduced : null;
}
