import { epochOf, type Instant } from '../time/index.ts';
import { type RevenueChange, readRevenueChanges } from './read-revenue-changes.ts';
import type { RevenueLevel } from './revenue-movements.ts';

/** At which instant. */
export interface RevenueLevelsOptions {
  /** the level just before it is read, so that the end of one period is the start of the next */
  asOf: Instant;
}

/**
 * Who pays how much just before an instant, from the changes of level: a snapshot for {@link revenueMovements}.
 *
 * @param changes - level changes of any time, in any order; read once
 * @param options - the instant
 * @returns customers with a level above 0, numbers ascending, then text by code unit; empty when nobody pays
 * @throws InputError `not-an-instant`, `not-an-integer`, `out-of-range`, `wrong-type` (an id), `ambiguous-order`, `mixed-currency`
 *
 * @example Who was paying at the end of January?
 * ```ts
 * import { revenueLevels } from 'clientele/retention';
 *
 * const changes = [
 *   { customerId: 'A', at: '2024-01-05T00:00:00Z', amountMinor: 5000 },
 *   { customerId: 'B', at: '2024-02-01T00:00:00Z', amountMinor: 2000 },
 * ];
 * revenueLevels(changes, { asOf: '2024-02-01T00:00:00Z' }); // => [{ customerId: 'A', amountMinor: 5000 }]
 * ```
 */
export function revenueLevels<Id extends string | number>(
  changes: Iterable<RevenueChange<Id>>,
  options: RevenueLevelsOptions,
): RevenueLevel<Id>[] {
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const log = readRevenueChanges(changes);
  const levels: RevenueLevel<Id>[] = [];
  log.customerIds.forEach((customerId, c) => {
    let i = log.first[c + 1]! - 1;
    while (i >= log.first[c]! && log.at[i]! >= asOfAt) i--;
    const amountMinor = i < log.first[c]! ? 0 : log.amountMinor[i]!;
    if (amountMinor === 0) return;
    levels.push({ customerId, amountMinor, ...(log.currency !== null && { currency: log.currency }) });
  });
  return levels.sort((p, q) => compareIds(p.customerId, q.customerId));
}

function compareIds(p: string | number, q: string | number): number {
  if (typeof p !== typeof q) return typeof p === 'number' ? -1 : 1;
  return p < q ? -1 : 1;
}
