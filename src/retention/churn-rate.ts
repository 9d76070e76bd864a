import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { LevelChoice, MemberSets } from './member-sets.ts';
import { countKept } from './member-sets.ts';

/**
 * The share of the customers of the start who are missing at the end, 0..1: 1 − the retention rate, over the same base.
 *
 * @param members - customer ids at the start and at the end; an id given twice counts once, and 3 and '3' are two ids
 * @param options - confidence of the interval
 * @returns the rate, its numerator the customers lost; `null` with reason `empty` when nobody was there at the start
 * @throws InputError `out-of-range` (level), `wrong-type` for ids that are no list, or an id that is neither a text nor a finite number
 *
 * @example Four subscribers, one of them is gone: what is my churn?
 * ```ts
 * import { churnRate } from 'clientele/retention';
 *
 * churnRate({ atStart: ['a', 'b', 'c', 'd'], atEnd: ['a', 'b', 'd', 'e'] }).value; // => 0.25
 * churnRate({ atStart: [], atEnd: ['e'] }).reason; // => 'empty'
 * ```
 */
export function churnRate<Id extends string | number>(members: MemberSets<Id>, options: LevelChoice = {}): Rate {
  const { numerator: kept, denominator } = countKept(members);
  return measureRate({ numerator: denominator - kept, denominator }, options);
}
