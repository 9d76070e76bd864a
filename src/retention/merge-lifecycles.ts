import { InputError } from '../errors/index.ts';
import type { LifecyclePeriod } from './tabulate-lifecycle.ts';

/**
 * The lifecycle of two logs as one. The parts must not share customers: split a log by customer, not by time.
 *
 * @param a - one part
 * @param b - the other part, of the same period, zone and `asOf`
 * @returns the rows of both; where one part begins later it counts as nobody
 * @throws InputError `tally-mismatch` when the rows end differently or do not fall on the same periods
 *
 * @example How do I count lifecycles on many machines?
 * ```ts
 * import { mergeLifecycles, tabulateLifecycle } from 'clientele/retention';
 *
 * const options = { asOf: '2024-03-01T00:00:00Z', period: 'month' } as const;
 * const a = tabulateLifecycle([{ customerId: 'ann', at: '2024-01-05T09:00:00Z' }], options);
 * const b = tabulateLifecycle([{ customerId: 'bob', at: '2024-02-20T09:00:00Z' }], options);
 * mergeLifecycles(a, b).map((row) => [row.new, row.dormant]); // => [[1, 0], [1, 1]]
 * ```
 */
export function mergeLifecycles(a: readonly LifecyclePeriod[], b: readonly LifecyclePeriod[]): LifecyclePeriod[] {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  // Both end with the period of asOf; the one that begins later lacks rows in front.
  const lead = long.length - short.length;
  return long.map((row, i) => {
    const other = short[i - lead];
    if (!other) return { ...row };
    if (other.startAt !== row.startAt || other.complete !== row.complete) {
      throw new InputError(
        'tally-mismatch',
        'b',
        `expected a period from ${row.startOn}, got one from ${other.startOn}`,
      );
    }
    return {
      ...row,
      active: row.active + other.active,
      new: row.new + other.new,
      returning: row.returning + other.returning,
      reactivated: row.reactivated + other.reactivated,
      dormant: row.complete ? row.dormant! + other.dormant! : null,
    };
  });
}
