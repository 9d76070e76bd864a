import type { Ratio } from '../amounts/index.ts';
import { addSafe, multiplyRatios } from '../amounts/index.ts';
import type { Part } from './factors.ts';
import type { PointsPolicy } from './points-policy.ts';

type Stacking = NonNullable<PointsPolicy['stacking']>;

/** The factor of what nothing multiplies. */
export const ONE: Ratio = { numerator: 1, denominator: 1 };

/** The factor of the whole: each part's factor by its share of the base; of the first multipliers only where so many are given. */
export function weighted(amounts: readonly Part[], base: number, stacking: Stacking, most: number = Infinity): Ratio {
  const parts = amounts.map(({ amount, factors }) => ({
    amount,
    rate: stack(
      factors.slice(0, most).filter((rate) => rate !== null),
      stacking,
    ),
  }));
  const first = parts[0]!.rate;
  if (parts.every(({ rate }) => rate.numerator === first.numerator && rate.denominator === first.denominator))
    return first;
  let sum: Ratio = { numerator: 0, denominator: 1 };
  for (const { amount, rate } of parts)
    sum = plusRatio(sum, multiplyRatios([{ numerator: amount, denominator: base }, rate]));
  return sum;
}

/** Several factors as one. */
export function stack(factors: readonly Ratio[], stacking: Stacking): Ratio {
  if (factors.length === 0) return ONE;
  if (stacking === 'multiply') return multiplyRatios(factors);
  if (stacking === 'add')
    return factors.reduce((sum, rate) => plusRatio(sum, plusRatio(rate, { numerator: -1, denominator: 1 })), ONE);
  return factors.reduce((best, rate) =>
    BigInt(rate.numerator) * BigInt(best.denominator) > BigInt(best.numerator) * BigInt(rate.denominator) ? rate : best,
  );
}

/** The sum of two fractions: (a/b + c/d) = (a·d + c·b) / (b·d), in lowest terms. */
function plusRatio(a: Ratio, b: Ratio): Ratio {
  const left = multiplyRatios([
    { numerator: a.numerator, denominator: 1 },
    { numerator: b.denominator, denominator: 1 },
  ]);
  const right = multiplyRatios([
    { numerator: b.numerator, denominator: 1 },
    { numerator: a.denominator, denominator: 1 },
  ]);
  const top = { numerator: addSafe(left.numerator, right.numerator), denominator: 1 };
  return multiplyRatios([
    top,
    { numerator: 1, denominator: a.denominator },
    { numerator: 1, denominator: b.denominator },
  ]);
}
