import { InputError, requireAscending, requireCount, requireWithin } from '../errors/index.ts';
import type { Purchase, RefundRule, SameDay } from '../purchases/index.ts';
import { readOrderLog } from '../purchases/index.ts';
import type { Spell } from '../survival/index.ts';
import { fitKaplanMeier } from '../survival/index.ts';
import type { Instant } from '../time/index.ts';
import { civilFromEpoch, epochOf } from '../time/index.ts';
import type { GapModel } from './gap-model.ts';

/** Milliseconds of a day of elapsed time. */
const DAY = 86_400_000;

/** What {@link fitGapRisk} needs to know beside the purchases. */
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
 * Learns from the gaps between purchases how telling a silence is: one gap a purchase, closed by the next purchase or
 * still open at `asOf`.
 *
 * It needs less history than {@link fitInactivityRisk} and answers for every day of silence and every horizon, but it
 * counts a frequent customer once a purchase, so a pooled model speaks of purchases rather than of customers: give
 * `strata`. Open gaps count as what they are, not yet ended, by Kaplan and Meier.
 *
 * @param purchases - the log, in any order; read once
 * @param options - end of knowledge, strata
 * @returns one curve a stratum; null curves where no gap was seen
 * @throws InputError as `readOrderLog`; `empty` (strata), `out-of-order`, `not-a-count`, `out-of-range`
 *
 * @example How long do my customers usually stay away?
 * ```ts
 * import { fitGapRisk, probabilityNoReturn } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-11T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-01T10:00:00Z' },
 * ];
 * const gaps = fitGapRisk(purchases, { asOf: '2024-03-01T00:00:00Z' });
 * gaps.fit.n; // => 3
 * probabilityNoReturn(gaps, { daysSinceLast: 0, purchases: 1 }, { horizonDays: 30 }).value; // => ~0.666667
 * ```
 * @see Kaplan & Meier (1958), Nonparametric estimation from incomplete observations
 */
export function fitGapRisk<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: FitGapOptions,
): GapModel {
  const { timeZone = 'UTC', sameDay = 'merge', refunds = 'exclude', strata = [1] } = options;
  if (strata.length === 0) throw new InputError('empty', 'options.strata', 'expected one lower end or more, got none');
  strata.forEach((end, i) => {
    requireWithin(requireCount(end, `options.strata[${i}]`), { from: 1 }, `options.strata[${i}]`);
  });
  requireAscending(strata, 'options.strata');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const log = readOrderLog(purchases, { asOf, timeZone, sameDay, refunds });
  const { times, firstOrder, unitsPerDay } = log;
  // The end of knowledge on the scale of the log: civil days where orders are days, else epoch ms.
  const until = unitsPerDay === 1 ? civilFromEpoch(asOf, timeZone) / DAY : asOf;
  const spells: Spell[][] = strata.map(() => []);
  for (let c = 0; c < log.customerIds.length; c++) {
    const first = firstOrder[c]!;
    const end = firstOrder[c + 1]!;
    let stratum = -1;
    for (let i = first; i < end; i++) {
      while (stratum + 1 < strata.length && strata[stratum + 1]! <= i - first + 1) stratum++;
      if (stratum < 0) continue;
      const ended = i + 1 < end;
      spells[stratum]!.push({ days: ((ended ? times[i + 1]! : until) - times[i]!) / unitsPerDay, ended });
    }
  }
  const learned = strata.map((fromPurchases, s) => ({
    fromPurchases,
    toPurchases: s + 1 < strata.length ? strata[s + 1]! - 1 : null,
    curve: spells[s]!.length === 0 ? null : fitKaplanMeier(spells[s]!),
  }));
  const n = spells.reduce((sum, list) => sum + list.length, 0);
  const silent = learned.filter(({ curve }) => !curve || curve.fit.ended === 0);
  const warnings = silent.map(({ fromPurchases }) => ({
    code: 'nobody-returned',
    message: `From ${fromPurchases} purchases on nobody was seen to buy again, so silence tells nothing there.`,
    facts: { fromPurchases },
  }));
  const status = silent.length > 0 ? 'weak' : 'interior';
  return { kind: 'gap-risk', version: 1, timeZone, strata: learned, fit: { n, status, warnings } };
}
