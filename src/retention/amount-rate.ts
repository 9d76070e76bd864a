import { InputError } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import { readLevel } from './assign-revenue-movement.ts';
import type { RevenueMovements } from './movement-counter.ts';
import { readPolicy, type RevenuePolicy } from './revenue-policy.ts';

/** A share or ratio of money, with its base and the policy that it was counted by. */
export interface AmountRate extends Figure<'empty' | 'no-losses'> {
  /** what counts, minor units */
  numeratorMinor: number;
  /** base, minor units */
  denominatorMinor: number;
  /** none: money is not a count of trials */
  interval: null;
  /** the period was over; a rate of an open period is of what is known so far */
  complete: boolean;
  /** how it was counted */
  policy: RevenuePolicy;
}

/** The amounts that a rate reads: any {@link RevenueMovements}, and any sums of your own with a policy. */
export type RevenueAmounts = Pick<
  RevenueMovements,
  | 'openingMinor'
  | 'newMinor'
  | 'expansionMinor'
  | 'contractionMinor'
  | 'churnMinor'
  | 'reactivationMinor'
  | 'complete'
  | 'policy'
>;

/** Amounts checked, and the base of the rates. */
export function readAmounts(movements: RevenueAmounts): {
  base: number;
  lost: number;
  back: number;
  policy: RevenuePolicy;
} {
  for (const key of [
    'openingMinor',
    'newMinor',
    'expansionMinor',
    'contractionMinor',
    'churnMinor',
    'reactivationMinor',
  ] as const) {
    readLevel(movements[key], `movements.${key}`);
  }
  const { openingMinor, newMinor, expansionMinor, churnMinor, contractionMinor, reactivationMinor } = movements;
  const policy = readPolicy(movements.policy, 'movements.policy');
  const lost = churnMinor + contractionMinor;
  // Every sum of a rate is at most one of these two: where they are exact, so is it.
  if (
    !Number.isSafeInteger(lost) ||
    !Number.isSafeInteger(openingMinor + newMinor + expansionMinor + reactivationMinor)
  ) {
    throw new InputError('overflow', 'movements', 'expected sums within the safe integers, got one beyond them');
  }
  return {
    base: policy.churnBase === 'opening' ? openingMinor : openingMinor + newMinor,
    lost,
    back: policy.netRetentionReactivation === 'included' ? reactivationMinor : 0,
    policy,
  };
}

/** A rate of money over its base. */
export function amountRate(
  movements: RevenueAmounts,
  numeratorMinor: number,
  denominatorMinor: number,
  none: 'empty' | 'no-losses',
): AmountRate {
  const { complete } = movements;
  const policy = readPolicy(movements.policy, 'movements.policy');
  const about = { numeratorMinor, denominatorMinor, interval: null, complete, policy };
  return denominatorMinor === 0
    ? { value: null, ...about, reason: none }
    : { value: numeratorMinor / denominatorMinor, ...about };
}
