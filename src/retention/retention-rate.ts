import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { LevelChoice, MemberSets } from './member-sets.ts';
import { countKept } from './member-sets.ts';

/**
 * The share of the customers of the start who are still there at the end, 0..1.
 *
 * It takes the two sets, not three counts: (end − new)/start says 100 % in a month that lost a customer while another came
 * back. Who joined in between is in neither number. When all customers were measured the interval speaks of the luck of
 * this month, not of sampling.
 *
 * @param members - customer ids at the start and at the end; an id given twice counts once, and 3 and '3' are two ids
 * @param options - confidence of the interval
 * @returns the rate; `null` with reason `empty` when nobody was there at the start
 * @throws InputError `out-of-range` (level), `wrong-type` for ids that are no list, or an id that is neither a text nor a finite number
 *
 * @example 200 customers in January, 220 in February, 40 of them new: how many did I keep?
 * ```ts
 * import { retentionRate } from 'clientele/retention';
 *
 * const january = Array.from({ length: 200 }, (_, i) => i);
 * const february = Array.from({ length: 220 }, (_, i) => i + 20);
 * const rate = retentionRate({ atStart: january, atEnd: february });
 * [rate.value, rate.numerator, rate.denominator]; // => [0.9, 180, 200]
 * ```
 */
export function retentionRate<Id extends string | number>(members: MemberSets<Id>, options: LevelChoice = {}): Rate {
  return measureRate(countKept(members), options);
}
