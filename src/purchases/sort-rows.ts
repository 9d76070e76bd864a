import type { SameDay } from './purchase.ts';

/** Longest run that is put in order by insertion; nearly all customers are shorter. */
const SHORT = 32;

/**
 * Puts one customer's rows in order, in place: by time, purchases before refunds; where every row is an order also by
 * instant and amount, so that the order of facts can never matter. Internal.
 */
export function sortRows(
  time: Float64Array,
  at: Float64Array,
  amount: Float64Array,
  from: number,
  to: number,
  sameDay: SameDay,
): void {
  const byRow = sameDay === 'rows';
  const precedes = (t: number, a: number, m: number, place: number): boolean => {
    const dt = t - time[place]!;
    if (dt !== 0) return dt < 0;
    if (byRow && a !== at[place]!) return a < at[place]!;
    const refund = m < 0;
    if (refund !== amount[place]! < 0) return !refund;
    return byRow && m < amount[place]!;
  };
  if (to - from > SHORT) {
    sortLong(time, at, amount, from, to, precedes);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const t = time[i]!;
    const a = at[i]!;
    const m = amount[i]!;
    let j = i;
    for (; j > from && precedes(t, a, m, j - 1); j--) {
      time[j] = time[j - 1]!;
      at[j] = at[j - 1]!;
      amount[j] = amount[j - 1]!;
    }
    time[j] = t;
    at[j] = a;
    amount[j] = m;
  }
}

function sortLong(
  time: Float64Array,
  at: Float64Array,
  amount: Float64Array,
  from: number,
  to: number,
  precedes: (t: number, a: number, m: number, place: number) => boolean,
): void {
  const order = Array.from({ length: to - from }, (_, i) => from + i);
  order.sort((p, q) => {
    if (precedes(time[p]!, at[p]!, amount[p]!, q)) return -1;
    return precedes(time[q]!, at[q]!, amount[q]!, p) ? 1 : 0;
  });
  for (const column of [time, at, amount])
    column.set(
      order.map((place) => column[place]!),
      from,
    );
}
