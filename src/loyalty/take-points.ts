import type { Lot } from './account.ts';
import { liveLots } from './live-lots.ts';
import { isAvailable } from './spend-order.ts';
import type { Spending } from './spending.ts';
import { takeFromLot } from './take-from-lot.ts';
import type { Work } from './work.ts';

/**
 * Takes available points in spending order, or in the order given, as many as there are, and tells from which lots;
 * returns how many were lacking. The other side of the entries is posted by whoever is told.
 */
export function takeAvailable(
  work: Work,
  points: number,
  at: number,
  tell: (lot: Lot, points: number) => void,
  order: NonNullable<Spending['order']> = work.version.points.spending?.order ?? 'soonest-expiring',
): number {
  const { lots } = work.account;
  const most = Math.min(points, work.available);
  if (order !== 'soonest-expiring') takeByAge(work, most, at, order, tell);
  else {
    let rest = most;
    for (let i = work.head; rest > 0 && i < lots.length;) {
      const { left } = lots[i]!;
      if (!isAvailable(lots[i]!, at)) {
        i++;
        continue;
      }
      const part = Math.min(left, rest);
      tell(takeFromLot(work, i, part), part);
      rest -= part;
      if (part < left) break;
      if (i < work.head) i = work.head;
    }
  }
  return points - most;
}

function takeByAge(
  work: Work,
  points: number,
  at: number,
  order: 'oldest' | 'newest',
  tell: (lot: Lot, points: number) => void,
): void {
  const direction = order === 'oldest' ? 1 : -1;
  const aged = liveLots(work)
    .filter((lot) => isAvailable(lot, at))
    .sort((a, b) => direction * (a.earnedAt - b.earnedAt));
  let rest = points;
  for (const { id, left } of aged) {
    if (rest === 0) break;
    const part = Math.min(left, rest);
    const i = liveLots(work).findIndex((lot) => lot.id === id);
    tell(takeFromLot(work, i, part), part);
    rest -= part;
  }
}
