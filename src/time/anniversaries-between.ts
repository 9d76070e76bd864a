import { anniversaryOn } from './anniversary-on.ts';
import { dayNumberOf } from './day-number-of.ts';

/** The days to look at: from the first, before the last. */
export interface AnniversarySpan {
  /** first day, included, `YYYY-MM-DD` */
  fromOn: string;
  /** end, excluded, `YYYY-MM-DD` */
  toOn: string;
}

/** Mean days of a Gregorian year; only bounds the search. */
const YEAR_DAYS = 365.2425;

/**
 * Which yearly returns of a day fall into a stretch of days. The day itself is not one.
 *
 * @param originOn - the original day, `YYYY-MM-DD`
 * @param span - first day included, last excluded
 * @returns the numbers of the anniversaries, 1 or more each, ascending; empty when there are none
 * @throws InputError `not-a-day`
 *
 * @example Does this member have an anniversary this month, and which?
 * ```ts
 * import { anniversariesBetween } from 'clientele/time';
 *
 * anniversariesBetween('2020-02-29', { fromOn: '2024-02-01', toOn: '2024-03-01' }); // => [4]
 * anniversariesBetween('2020-02-29', { fromOn: '2020-02-01', toOn: '2020-03-01' }); // => []
 * ```
 */
export function anniversariesBetween(originOn: string, span: AnniversarySpan): number[] {
  const origin = dayNumberOf(originOn, 'originOn');
  const from = dayNumberOf(span.fromOn, 'span.fromOn');
  const to = dayNumberOf(span.toOn, 'span.toOn');
  const found: number[] = [];
  for (let n = Math.max(1, Math.floor((from - origin) / YEAR_DAYS) - 1); n <= (to - origin) / YEAR_DAYS + 1; n++) {
    const day = dayNumberOf(anniversaryOn(originOn, n));
    if (day >= to) break;
    if (day >= from) found.push(n);
  }
  return found;
}
