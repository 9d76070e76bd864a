import { InputError, requireId } from '../errors/index.ts';
import { movementOf, readLevel } from './assign-revenue-movement.ts';
import { addMovement, closeMovements, noMovements, oneCurrency, type RevenueMovements } from './movement-counter.ts';
import { idSet } from './member-sets.ts';
import { readPolicy, type RevenuePolicy } from './revenue-policy.ts';

/** The recurring revenue of one customer at one instant. */
export interface RevenueLevel<Id extends string | number = string> {
  /** who */
  customerId: Id;
  /** recurring revenue per period, minor units, 0 or more */
  amountMinor: number;
  /** currency, where it is known */
  currency?: string;
}

/** Two snapshots, and who has paid before the first. */
export interface RevenueSnapshots<Id extends string | number = string> {
  /** levels at the start, each customer once */
  opening: Iterable<RevenueLevel<Id>>;
  /** levels at the end, each customer once */
  closing: Iterable<RevenueLevel<Id>>;
  /** customers who have ever paid before the start; those who pay in `opening` are added by themselves */
  paidBefore: Iterable<Id>;
}

/** How movements are counted. */
export interface RevenueMovementsOptions {
  /** what differs from {@link REVENUE_POLICY} */
  policy?: Partial<RevenuePolicy>;
}

/**
 * What happened to recurring revenue between two snapshots, any distance apart: twelve months apart it is the trailing year.
 *
 * The yearly rate is not the product of the monthly ones: who came and went in between is in neither snapshot.
 *
 * @param levels - opening, closing, and who paid before
 * @param options - policy; both countings agree here, because two snapshots show one change a customer
 * @returns movements with exact identity; all 0 for nobody
 * @throws InputError `not-an-integer`, `out-of-range` (a negative level), `duplicate` (a customer twice in one snapshot),
 * `wrong-type` (an id, `paidBefore` left out), `mixed-currency`, `overflow`, `unknown-name` (policy), `needs-changes` with `reactivationWithinDays`, which snapshots cannot answer
 *
 * @example What became of last month's recurring revenue?
 * ```ts
 * import { netRevenueRetention, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 5000 }, { customerId: 'B', amountMinor: 2000 }],
 *   closing: [{ customerId: 'A', amountMinor: 4000 }, { customerId: 'C', amountMinor: 3000 }],
 *   paidBefore: [],
 * });
 * [month.openingMinor, month.newMinor, month.contractionMinor, month.churnMinor, month.closingMinor]; // => [7000, 3000, 1000, 2000, 7000]
 * netRevenueRetention(month).value; // => ~0.5714
 * ```
 */
export function revenueMovements<Id extends string | number>(
  levels: RevenueSnapshots<Id>,
  options: RevenueMovementsOptions = {},
): RevenueMovements {
  const policy = readPolicy(options.policy);
  if (policy.reactivationWithinDays !== null) {
    throw new InputError('needs-changes', 'options.policy.reactivationWithinDays', 'expected null for two snapshots');
  }
  const opening = readSnapshot(levels.opening, 'levels.opening', null);
  const closing = readSnapshot(levels.closing, 'levels.closing', opening.currency);
  const paid = idSet(levels.paidBefore, 'levels.paidBefore');
  const counts = noMovements();
  const step = (customerId: Id, before: number, after: number): void => {
    const returned = before > 0 || (policy.reactivation === 'separate' && paid.has(customerId));
    const movement = movementOf(before, after, returned);
    if (before > 0) {
      counts.openingMinor += before;
      counts.openingCustomers++;
      if (movement === 'unchanged') counts.unchangedCustomers++;
    }
    addMovement(counts, movement, after - before);
  };
  opening.amounts.forEach((before, customerId) => step(customerId, before, closing.amounts.get(customerId) ?? 0));
  closing.amounts.forEach((after, customerId) => {
    if (!opening.amounts.has(customerId)) step(customerId, 0, after);
  });
  return {
    startOn: null,
    startAt: null,
    endAt: null,
    complete: true,
    currency: closing.currency,
    policy,
    ...closeMovements(counts),
  };
}

function readSnapshot<Id extends string | number>(
  levels: Iterable<RevenueLevel<Id>>,
  argument: string,
  knownCurrency: string | null,
): { amounts: Map<Id, number>; currency: string | null } {
  const amounts = new Map<Id, number>();
  let currency = knownCurrency;
  let i = 0;
  for (const level of levels) {
    const path = `${argument}[${i++}]`;
    currency = oneCurrency(currency, level.currency, `${path}.currency`);
    if (amounts.has(requireId(level.customerId, `${path}.customerId`))) {
      throw new InputError(
        'duplicate',
        `${path}.customerId`,
        `expected each customer once, got ${level.customerId} again`,
      );
    }
    amounts.set(level.customerId, readLevel(level.amountMinor, `${path}.amountMinor`));
  }
  return { amounts, currency };
}
