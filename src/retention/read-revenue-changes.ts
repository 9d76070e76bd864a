import { InputError, requireId } from '../errors/index.ts';
import { epochOf, type Instant } from '../time/index.ts';
import { readLevel } from './assign-revenue-movement.ts';
import { oneCurrency } from './movement-counter.ts';

/** From an instant on a customer's recurring revenue is this. */
export interface RevenueChange<Id extends string | number = string> {
  /** who */
  customerId: Id;
  /** from when on, included */
  at: Instant;
  /** recurring revenue per period from then on, minor units; 0 ends it */
  amountMinor: number;
  /** currency, where it is known */
  currency?: string;
}

/** Changes by customer, oldest first: those of customer c are the entries from `first[c]` up to `first[c + 1]`. */
export interface ChangeLog<Id extends string | number> {
  customerIds: Id[];
  first: Int32Array;
  at: Float64Array;
  amountMinor: Float64Array;
  currency: string | null;
}

/** Reads level changes in any order. Counting the rows of each customer first makes one pass of placing them enough. */
export function readRevenueChanges<Id extends string | number>(changes: Iterable<RevenueChange<Id>>): ChangeLog<Id> {
  const indexOf = new Map<Id, number>();
  const customerIds: Id[] = [];
  const owner: number[] = [];
  const ats: number[] = [];
  const amounts: number[] = [];
  let currency: string | null = null;
  for (const change of changes) {
    const path = `changes[${owner.length}]`;
    const { customerId } = change;
    let c = indexOf.get(customerId);
    if (c === undefined) {
      c = customerIds.push(requireId(customerId, `${path}.customerId`)) - 1;
      indexOf.set(customerId, c);
    }
    ats.push(epochOf(change.at, `${path}.at`));
    amounts.push(readLevel(change.amountMinor, `${path}.amountMinor`));
    currency = oneCurrency(currency, change.currency, `${path}.currency`);
    owner.push(c);
  }
  const first = new Int32Array(customerIds.length + 1);
  for (const c of owner) first[c + 1]!++;
  for (let c = 0; c < customerIds.length; c++) first[c + 1]! += first[c]!;
  const next = first.slice();
  const rows = new Int32Array(owner.length);
  owner.forEach((c, row) => (rows[next[c]!++] = row));
  const at = new Float64Array(rows.length);
  const amountMinor = new Float64Array(rows.length);
  customerIds.forEach((customerId, c) => {
    const mine = rows.subarray(first[c], first[c + 1]).sort((p, q) => ats[p]! - ats[q]!);
    mine.forEach((row, i) => {
      const place = first[c]! + i;
      at[place] = ats[row]!;
      amountMinor[place] = amounts[row]!;
      if (i > 0 && at[place] === at[place - 1]) {
        throw new InputError(
          'ambiguous-order',
          `changes[${row}].at`,
          `expected one change of customer ${customerId} at an instant, got two`,
        );
      }
    });
  });
  return { customerIds, first, at, amountMinor, currency };
}
