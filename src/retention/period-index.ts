import type { OrderLog } from '../purchases/index.ts';
import { dayNumber, type PeriodSpan } from '../time/index.ts';

/** Place of the period that holds an instant, by halving. */
export function spanOf(spans: readonly PeriodSpan[], at: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (spans[middle]!.startAt <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Period of an order. Days are looked up once: a million orders fall on a few hundred of them. */
export function periodIndex(
  spans: readonly PeriodSpan[],
  log: OrderLog<never> | OrderLog<string | number>,
  timeZone: string,
): (order: number) => number {
  const first = dayNumber(spans[0]!.startAt, timeZone);
  const last = dayNumber(
    log.firstAt.reduce((most, at) => Math.max(most, at), spans.at(-1)!.startAt),
    timeZone,
  );
  const table = new Int32Array(Math.max(0, last - first + 1)).fill(-1);
  return (order) => {
    if (log.unitsPerDay !== 1) return spanOf(spans, log.firstAt[order]!);
    const day = log.times[order]! - first;
    if (table[day] === -1) table[day] = spanOf(spans, log.firstAt[order]!);
    return table[day]!;
  };
}
