import { requireOneOf } from '../errors/index.ts';
import { epochOf, type Instant, listPeriods, type Period, requireZone } from '../time/index.ts';
import { movementOf } from './assign-revenue-movement.ts';
import {
  addMovement,
  closeMovements,
  type MovementCounts,
  noMovements,
  type RevenueMovements,
} from './movement-counter.ts';
import { spanOf } from './period-index.ts';
import { type RevenueChange, readRevenueChanges } from './read-revenue-changes.ts';
import { readPolicy, type RevenuePolicy } from './revenue-policy.ts';

/** Which periods, and how movements are counted. */
export interface RevenueMovementSeriesOptions {
  /** periods that start at or after it */
  from: Instant;
  /** periods that start before it; one that ends after it is not complete */
  to: Instant;
  /** length of the calendar periods */
  period: Period;
  /** IANA zone of the periods; `'UTC'` by default */
  timeZone?: string;
  /** what differs from {@link REVENUE_POLICY} */
  policy?: Partial<RevenuePolicy>;
}

const DAY = 86_400_000;

/**
 * What happened to recurring revenue, period by period, from the changes of level. Each period opens with what the one before closed
 * with, to the last minor unit.
 *
 * A change exactly at the start of a period belongs to it. Under `counting: 'net'` who came and went inside one period does not
 * appear; under `'gross'` each change is counted, and coming and going is new plus churn.
 *
 * @param changes - level changes of any time, in any order; read once. Those before `from` make the opening
 * @param options - range and period (required), zone, policy
 * @returns one entry per period, also where nothing happened; empty where no period starts in the range
 * @throws InputError `not-an-instant`, `not-an-integer`, `out-of-range` (a negative level), `wrong-type` (an id), `ambiguous-order` (two changes of one
 * customer at one instant), `mixed-currency`, `overflow`, `out-of-order` (from after to), `unknown-name`, `unknown-zone`
 *
 * @example Where did our recurring revenue go in the first quarter?
 * ```ts
 * import { revenueMovementSeries } from 'clientele/retention';
 *
 * const months = revenueMovementSeries(
 *   [
 *     { customerId: 'A', at: '2024-01-05T00:00:00Z', amountMinor: 5000 },
 *     { customerId: 'B', at: '2024-01-20T00:00:00Z', amountMinor: 2000 },
 *     { customerId: 'B', at: '2024-02-10T00:00:00Z', amountMinor: 0 },
 *     { customerId: 'B', at: '2024-03-15T00:00:00Z', amountMinor: 3000 },
 *   ],
 *   { from: '2024-01-01T00:00:00Z', to: '2024-04-01T00:00:00Z', period: 'month' },
 * );
 * months.map((month) => [month.newMinor, month.churnMinor, month.reactivationMinor, month.closingMinor]); // => [[7000, 0, 0, 7000], [0, 2000, 0, 5000], [0, 0, 3000, 8000]]
 * ```
 */
export function revenueMovementSeries<Id extends string | number>(
  changes: Iterable<RevenueChange<Id>>,
  options: RevenueMovementSeriesOptions,
): RevenueMovements[] {
  const { timeZone = 'UTC' } = options;
  requireZone(timeZone, 'options.timeZone');
  const period = requireOneOf(options.period, ['day', 'week', 'month', 'quarter', 'year'], 'options.period');
  const policy = readPolicy(options.policy);
  const fromAt = epochOf(options.from, 'options.from');
  const toAt = epochOf(options.to, 'options.to');
  const log = readRevenueChanges(changes);
  const spans = listPeriods({ from: fromAt, to: toAt, period }, { timeZone }).filter(
    ({ startAt }) => startAt >= fromAt,
  );
  if (spans.length === 0) return [];
  const periods = spans.map(() => noMovements());
  const beginAt = spans[0]!.startAt;
  const endAt = spans.at(-1)!.endAt;
  const walker = new LevelWalker(policy);
  for (let c = 0; c < log.customerIds.length; c++) {
    walker.start();
    let i = log.first[c]!;
    const stop = log.first[c + 1]!;
    for (; i < stop && log.at[i]! < beginAt; i++) walker.pass(log.at[i]!, log.amountMinor[i]!);
    periods[0]!.openingMinor += walker.level;
    if (walker.level > 0) periods[0]!.openingCustomers++;
    while (i < stop && log.at[i]! < endAt) {
      const k = spanOf(spans, log.at[i]!);
      walker.open();
      for (; i < stop && log.at[i]! < spans[k]!.endAt; i++) walker.change(periods[k]!, log.at[i]!, log.amountMinor[i]!);
      walker.close(periods[k]!);
    }
  }
  return spans.map((span, k) => {
    const counts = periods[k]!;
    if (k > 0) {
      counts.openingMinor = periods[k - 1]!.closingMinor;
      counts.openingCustomers = periods[k - 1]!.closingCustomers;
    }
    // Until here it holds, negative, the customers of the opening who moved.
    counts.unchangedCustomers += counts.openingCustomers;
    const { startOn, startAt, endAt: end } = span;
    return {
      startOn,
      startAt,
      endAt: end,
      complete: end <= toAt,
      currency: log.currency,
      policy: { ...policy },
      ...closeMovements(counts),
    };
  });
}

/** One customer's level through time: what it is, whether it was ever above 0, and since when it is 0. */
class LevelWalker {
  level = 0;
  private paid = false;
  private zeroSince = 0;
  private openingLevel = 0;
  private openingPaid = false;
  private moved = false;

  private readonly policy: RevenuePolicy;

  constructor(policy: RevenuePolicy) {
    this.policy = policy;
  }

  start(): void {
    this.level = 0;
    this.paid = false;
  }

  /** A change before the first period, or one that is not a movement by itself. */
  pass(at: number, amount: number): void {
    if (amount === 0 && this.level > 0) this.zeroSince = at;
    this.level = amount;
    if (amount > 0) this.paid = true;
  }

  /** A period begins for this customer. */
  open(): void {
    this.openingLevel = this.level;
    this.openingPaid = this.paid && this.level > 0;
    this.moved = false;
  }

  change(counts: MovementCounts, at: number, amount: number): void {
    const returned = this.level > 0 || (this.paid && this.isReturn(at));
    if (this.policy.counting === 'gross') {
      this.count(counts, movementOf(this.level, amount, returned), amount - this.level);
    } else if (this.openingLevel === 0 && this.level === 0 && amount > 0 && !this.moved) {
      // The first change back of the period decides whether its end is a return or new.
      this.openingPaid = returned;
      this.moved = true;
    }
    this.pass(at, amount);
  }

  close(counts: MovementCounts): void {
    if (this.policy.counting === 'net') {
      this.moved = false;
      this.count(counts, movementOf(this.openingLevel, this.level, this.openingPaid), this.level - this.openingLevel);
    }
    if (this.moved && this.openingLevel > 0) counts.unchangedCustomers--;
  }

  private count(counts: MovementCounts, movement: ReturnType<typeof movementOf>, difference: number): void {
    if (movement !== 'unchanged' && movement !== 'none') this.moved = true;
    addMovement(counts, movement, difference);
  }

  private isReturn(at: number): boolean {
    const { reactivation, reactivationWithinDays: days } = this.policy;
    return reactivation === 'separate' && (days === null || at - this.zeroSince <= days * DAY);
  }
}
