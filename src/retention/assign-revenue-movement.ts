import { InputError, requireInteger } from '../errors/index.ts';

/** What became of one customer's recurring revenue. */
export type RevenueMovement = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'unchanged' | 'none';

/** One customer's level before and after. */
export interface LevelStep {
  /** recurring revenue before, in minor units; null is 0 */
  previousMinor: number | null;
  /** recurring revenue after, in minor units; null is 0 */
  currentMinor: number | null;
  /** she has paid at any time before. Required: left out, every return would be counted as new */
  paidBefore: boolean;
}

/**
 * What a change of one customer's recurring revenue is called.
 *
 * A trial at 0 that starts to pay is new; a return after 0 is a reactivation, never an expansion.
 *
 * @param step - levels before and after, and whether she has ever paid
 * @returns the movement; `none` when both levels are 0
 * @throws InputError `not-an-integer`, `out-of-range` (a negative level), `wrong-type` (`paidBefore` left out)
 *
 * @example She left in spring and is back: is she a new customer?
 * ```ts
 * import { assignRevenueMovement } from 'clientele/retention';
 *
 * assignRevenueMovement({ previousMinor: 0, currentMinor: 1000, paidBefore: true }); // => 'reactivation'
 * assignRevenueMovement({ previousMinor: null, currentMinor: 1000, paidBefore: false }); // => 'new'
 * assignRevenueMovement({ previousMinor: 1000, currentMinor: 1500, paidBefore: true }); // => 'expansion'
 * ```
 */
export function assignRevenueMovement(step: LevelStep): RevenueMovement {
  const previous = readLevel(step.previousMinor === null ? 0 : step.previousMinor, 'step.previousMinor');
  const current = readLevel(step.currentMinor === null ? 0 : step.currentMinor, 'step.currentMinor');
  if (typeof step.paidBefore !== 'boolean') {
    throw new InputError('wrong-type', 'step.paidBefore', `expected true or false, got ${String(step.paidBefore)}`);
  }
  return movementOf(previous, current, step.paidBefore);
}

/** The movement between two levels; the order of the tests is what other tools got wrong. */
export function movementOf(previous: number, current: number, paidBefore: boolean): RevenueMovement {
  if (previous === current) return current === 0 ? 'none' : 'unchanged';
  if (previous === 0) return paidBefore ? 'reactivation' : 'new';
  if (current === 0) return 'churn';
  return current > previous ? 'expansion' : 'contraction';
}

/** A level: a safe integer, 0 or more. */
export function readLevel(value: number, argument: string): number {
  if (requireInteger(value, argument) < 0)
    throw new InputError('out-of-range', argument, `expected 0 or more, got ${value}`);
  return value;
}
