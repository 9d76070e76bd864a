import {
  InputError,
  requireAscending,
  requireCount,
  requireIterable,
  requireObject,
  requireWithin,
} from '../errors/index.ts';
import type { Purchase, RefundRule, SameDay } from '../purchases/index.ts';
import { readOrderLog } from '../purchases/index.ts';
import type { Instant } from '../time/index.ts';
import { civilFromEpoch, epochOf } from '../time/index.ts';
import type { GapCount, GapTally } from './gap-tally.ts';

/** Milliseconds of a day of elapsed time. */
const DAY = 86_400_000;

/** What {@link tallyGaps} and {@link fitGapRisk} need to know beside the purchases. */
export interface FitGapOptions {
  /** until when the facts are known: purchases before it count, later silence is not yet seen */
  asOf: Instant;
  /** lower ends of the strata by purchases so far, ascending; `[1]`, everybody, by default */
  strata?: readonly number[];
  /** whose civil days purchases are merged by; `'UTC'` by default */
  timeZone?: string;
  /** whether purchases of one civil day are one; `'merge'` by default */
  sameDay?: SameDay;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
}

/**
 * Counts the gaps between purchases by length, where the log is: what {@link fitGapRiskFromTally} learns from.
 *
 * Tallies of parts add up by {@link mergeGapTallies}; all purchases of one customer must be in one part.
 *
 * @param purchases - the log, in any order; read once
 * @param options - end of knowledge, strata
 * @returns the counts, plain JSON
 * @throws InputError as `readOrderLog`; `empty` (strata), `out-of-order`, `not-a-count`, `out-of-range`
 *
 * @example How long were the silences between purchases?
 * ```ts
 * import { tallyGaps } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-11T10:00:00Z' },
 * ];
 * tallyGaps(purchases, { asOf: '2024-01-31T00:00:00Z' }).gaps; // => [[{ days: 10, ended: 1, open: 0 }, { days: 20, ended: 0, open: 1 }]]
 * ```
 */
export function tallyGaps<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: FitGapOptions,
): GapTally {
  requireObject(options, 'options');
  const { timeZone = 'UTC', sameDay = 'merge', refunds = 'exclude', strata: given = [1] } = options;
  const strata = [...requireIterable(given, 'options.strata')];
  if (strata.length === 0) throw new InputError('empty', 'options.strata', 'expected one lower end or more, got none');
  strata.forEach((end, i) => {
    requireWithin(requireCount(end, `options.strata[${i}]`), { from: 1 }, `options.strata[${i}]`);
  });
  requireAscending(strata, 'options.strata');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const log = readOrderLog(requireIterable(purchases, 'purchases'), { asOf, timeZone, sameDay, refunds });
  const { times, firstOrder, unitsPerDay } = log;
  // The end of knowledge on the scale of the log: civil days where orders are days, else epoch ms.
  const until = unitsPerDay === 1 ? civilFromEpoch(asOf, timeZone) / DAY : asOf;
  const counts = strata.map(() => new Map<number, GapCount>());
  for (let c = 0; c < log.customerIds.length; c++) {
    const first = firstOrder[c]!;
    const end = firstOrder[c + 1]!;
    let stratum = -1;
    for (let i = first; i < end; i++) {
      while (stratum + 1 < strata.length && strata[stratum + 1]! <= i - first + 1) stratum++;
      if (stratum < 0) continue;
      const ended = i + 1 < end;
      const days = ((ended ? times[i + 1]! : until) - times[i]!) / unitsPerDay;
      let count = counts[stratum]!.get(days);
      if (!count) counts[stratum]!.set(days, (count = { days, ended: 0, open: 0 }));
      if (ended) count.ended++;
      else count.open++;
    }
  }
  return {
    kind: 'gap-tally',
    version: 1,
    timeZone,
    asOfAt: asOf,
    strata: [...strata],
    customers: log.customerIds.length,
    gaps: counts.map((byDays) => [...byDays.values()].sort((a, b) => a.days - b.days)),
  };
}
