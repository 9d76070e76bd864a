import { dayNumber, dayText } from '../time/index.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** What a summary is made of, whether it was read from a log or from a tally. */
export interface SummaryParts<Id extends string | number> {
  customerId: Id;
  purchases: number;
  /** first and last order and the end, in units of which `unitsPerDay` make a day */
  firstTime: number;
  lastTime: number;
  endTime: number;
  unitsPerDay: number;
  sumLogGapDays: number | null;
  firstAt: number;
  lastAt: number;
  /** correctly rounded; null when there are no amounts */
  totalAmount: number | null;
  /** amounts of the orders after the first */
  repeatAmount: number | null;
  currency: string | null;
}

/** Civil days as text, each written once: a log has millions of rows and a few thousand days. Internal. */
export function createDayTexts(): (day: number) => string {
  const texts = new Map<number, string>();
  return (day) => {
    let text = texts.get(day);
    if (text === undefined) texts.set(day, (text = dayText(day)));
    return text;
  };
}

/** The one place where a summary is put together, so that a log and a tally cannot differ. Internal. */
export function summaryOfOrders<Id extends string | number>(
  parts: SummaryParts<Id>,
  timeZone: string,
  textOf: (day: number) => string,
): PurchaseSummary<Id> {
  const { firstTime, lastTime, endTime, unitsPerDay, purchases, totalAmount, repeatAmount } = parts;
  const elapsed = unitsPerDay !== 1;
  const repeats = purchases - 1;
  const summary: PurchaseSummary<Id> = {
    customerId: parts.customerId,
    purchases,
    repeatPurchases: repeats,
    daysToLast: (lastTime - firstTime) / unitsPerDay,
    daysObserved: (endTime - firstTime) / unitsPerDay,
    daysSinceLast: (endTime - lastTime) / unitsPerDay,
    sumLogGapDays: parts.sumLogGapDays,
    firstAt: parts.firstAt,
    lastAt: parts.lastAt,
    firstOn: textOf(elapsed ? dayNumber(firstTime, timeZone) : firstTime),
    lastOn: textOf(elapsed ? dayNumber(lastTime, timeZone) : lastTime),
    totalAmount,
    meanAmount: totalAmount === null ? null : totalAmount / purchases,
    meanRepeatAmount: repeatAmount === null || repeats === 0 ? null : repeatAmount / repeats,
  };
  if (parts.currency !== null) summary.currency = parts.currency;
  return summary;
}

/** Sum of ln(gap in days) over consecutive orders; null when two orders share their time. Internal. */
export function sumLogGaps(times: ArrayLike<number>, from: number, to: number, unitsPerDay: number): number | null {
  let sum = 0;
  for (let i = from + 1; i < to; i++) {
    const gap = times[i]! - times[i - 1]!;
    if (gap === 0) return null;
    sum += Math.log(gap / unitsPerDay);
  }
  return sum;
}
