import { InputError } from '../errors/index.ts';
import type { RevenueMovement } from './assign-revenue-movement.ts';
import type { RevenuePolicy } from './revenue-policy.ts';

/** Recurring revenue from opening to closing: opening + new + expansion + reactivation − contraction − churn = closing, exactly. */
export interface RevenueMovements {
  /** first civil day of the period; null between two snapshots */
  startOn: string | null;
  /** first instant, epoch ms; null between two snapshots */
  startAt: number | null;
  /** end, excluded, epoch ms; null between two snapshots */
  endAt: number | null;
  /** the period is over at the end of what was asked for */
  complete: boolean;
  /** the one currency of the levels; null when none names one */
  currency: string | null;
  /** how it was counted, in full */
  policy: RevenuePolicy;
  /** level just before the period, minor units */
  openingMinor: number;
  /** from customers who had never paid */
  newMinor: number;
  /** more from customers who paid already */
  expansionMinor: number;
  /** less from customers who go on, as a positive number */
  contractionMinor: number;
  /** lost with customers who left, as a positive number */
  churnMinor: number;
  /** from customers who came back */
  reactivationMinor: number;
  /** level at the end */
  closingMinor: number;
  /** customers with a level above 0 just before the period */
  openingCustomers: number;
  /** movements of this kind: customers, and under `counting: 'gross'` each time one did it */
  newCustomers: number;
  /** movements of this kind */
  expansionCustomers: number;
  /** movements of this kind */
  contractionCustomers: number;
  /** movements of this kind */
  churnedCustomers: number;
  /** movements of this kind */
  reactivatedCustomers: number;
  /** customers of the opening without any movement */
  unchangedCustomers: number;
  /** customers with a level above 0 at the end */
  closingCustomers: number;
}

/** The figures of one period while they are counted. */
export type MovementCounts = Omit<
  RevenueMovements,
  'startOn' | 'startAt' | 'endAt' | 'complete' | 'currency' | 'policy'
>;

/** Nobody, nothing. */
export function noMovements(): MovementCounts {
  return {
    openingMinor: 0,
    newMinor: 0,
    expansionMinor: 0,
    contractionMinor: 0,
    churnMinor: 0,
    reactivationMinor: 0,
    closingMinor: 0,
    openingCustomers: 0,
    newCustomers: 0,
    expansionCustomers: 0,
    contractionCustomers: 0,
    churnedCustomers: 0,
    reactivatedCustomers: 0,
    unchangedCustomers: 0,
    closingCustomers: 0,
  };
}

/** Adds one movement. */
export function addMovement(counts: MovementCounts, movement: RevenueMovement, difference: number): void {
  switch (movement) {
    case 'new':
      counts.newMinor += difference;
      counts.newCustomers++;
      break;
    case 'reactivation':
      counts.reactivationMinor += difference;
      counts.reactivatedCustomers++;
      break;
    case 'expansion':
      counts.expansionMinor += difference;
      counts.expansionCustomers++;
      break;
    case 'contraction':
      counts.contractionMinor -= difference;
      counts.contractionCustomers++;
      break;
    case 'churn':
      counts.churnMinor -= difference;
      counts.churnedCustomers++;
      break;
    default:
  }
}

/**
 * Closing figures by the identity. Each sum is of non-negative integers, so one that ever left the safe integers is beyond them at the
 * end as well: checking the ends is enough.
 */
export function closeMovements(counts: MovementCounts): MovementCounts {
  const gained = counts.openingMinor + counts.newMinor + counts.expansionMinor + counts.reactivationMinor;
  const lost = counts.contractionMinor + counts.churnMinor;
  if (!Number.isSafeInteger(gained) || !Number.isSafeInteger(lost)) {
    throw new InputError('overflow', 'amountMinor', 'expected sums within the safe integers, got one beyond them');
  }
  counts.closingMinor = gained - lost;
  counts.closingCustomers =
    counts.openingCustomers + counts.newCustomers + counts.reactivatedCustomers - counts.churnedCustomers;
  return counts;
}

/** One currency for all: remembers the first and refuses another. */
export function oneCurrency(known: string | null, currency: string | undefined, argument: string): string | null {
  if (currency === undefined || currency === known) return known;
  if (known !== null) throw new InputError('mixed-currency', argument, `expected ${known}, got ${currency}`);
  return currency;
}
