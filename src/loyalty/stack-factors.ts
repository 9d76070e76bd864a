import type { Ratio } from '../amounts/index.ts';
import { addSafe, multiplyRatio, multiplyRatios } from '../amounts/index.ts';
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
  return multiplyRatios([total(parts), { numerator: 1, denominator: base }]);
}

/** Several factors as one. */
export function stack(factors: readonly Ratio[], stacking: Stacking): Ratio {
  if (factors.length === 0) return ONE;
  if (stacking === 'multiply') return multiplyRatios(factors);
  if (stacking === 'add')
    return total([
      ...factors.map((rate) => ({ amount: 1, rate })),
      // Each adds what it has more than one.
      { amount: 1 - factors.length, rate: ONE },
    ]);
  return factors.reduce((best, rate) =>
    BigInt(rate.numerator) * BigInt(best.denominator) > BigInt(best.numerator) * BigInt(rate.denominator) ? rate : best,
  );
}

/**
 * The sum of amounts with their factors, over the least common denominator of the factors: sums of shares of a whole would
 * soon be too large for an order of some ten thousands.
 */
function total(parts: readonly { amount: number; rate: Ratio }[]): Ratio {
  const denominator = parts.reduce(
    (least, { rate }) => least * multiplyRatios([{ numerator: rate.denominator, denominator: least }]).numerator,
    1,
  );
  const numerator = parts.reduce((sum, { amount, rate }) => {
    const units = multiplyRatios([rate, { numerator: denominator, denominator: 1 }]);
    return addSafe(sum, multiplyRatio(amount, units, 'exact'));
  }, 0);
  return { numerator, denominator };
}
