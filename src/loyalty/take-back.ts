import type { Lot } from './account.ts';
import { takeAvailable } from './take-points.ts';
import { takeFromLot } from './take-from-lot.ts';
import type { LoyaltyReason } from './outcome.ts';
import type { Work } from './work.ts';
import { liveLots } from './live-lots.ts';
import { plus } from './safe-sums.ts';
import { post } from './post.ts';

/** Takes points back from whatever is available; what is not there becomes a debt or is forgiven. */
export function takeBack(work: Work, points: number, at: number): LoyaltyReason[] {
  const rest = takeAvailable(work, points, at, (lot, part) => reverse(work, part, lot));
  return lack(work, rest, 'reversed');
}

/** Books points as taken back. */
export function reverse(work: Work, points: number, lot: Lot | null): void {
  const { totals } = work.account;
  totals.reversed = plus(totals.reversed, points);
  post(work, 'program:reversed', points, lot);
}

/** Points that must go somewhere but are not there: a debt, or forgiven where the program says so. */
export function lack(work: Work, points: number, to: 'reversed' | 'redeemed' | 'transferred'): LoyaltyReason[] {
  if (points <= 0) return [];
  const { account, version } = work;
  // What came from others is counted, what went to them taken off.
  account.totals[to] = plus(account.totals[to], to === 'transferred' ? -points : points);
  const forgiven = version.points.negative === 'write-off';
  if (forgiven) account.totals.writtenOff = plus(account.totals.writtenOff, -points);
  else account.debt = plus(account.debt, points);
  post(work, forgiven ? 'program:written-off' : 'member:debt', -points, null);
  post(work, to === 'transferred' ? 'program:transfers' : `program:${to}`, points, null);
  return forgiven ? [{ code: 'written-off', facts: { points } }] : [];
}

/** Takes points back from one live lot, pending or available; says how many it had. */
export function takeFromOwn(work: Work, lotId: string, most: number): number {
  const lots = liveLots(work);
  const i = lots.findIndex((lot) => lot.id === lotId);
  if (i < 0 || most <= 0) return 0;
  const points = Math.min(most, lots[i]!.left);
  reverse(work, points, takeFromLot(work, i, points));
  return points;
}
