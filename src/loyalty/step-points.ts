import type { Lot } from './account.ts';
import { expireLot } from './expire-lot.ts';
import { liveLots } from './live-lots.ts';
import type { Expiry } from './points-policy.ts';
import { begin, post } from './post.ts';
import { releaseLot } from './release-lot.ts';
import { plus } from './safe-sums.ts';
import { isAvailable } from './spend-order.ts';
import { takeFromLot } from './take-from-lot.ts';
import type { Work } from './work.ts';

/** Whether silence would end a lot: not one that never ends and, unless the program says so, not one that is held. */
function isAtStake(work: Work, lot: Lot): boolean {
  const { pendingSurvives = true } = work.version.expiry as Extract<Expiry, { kind: 'inactivity' }>;
  return !lot.forever && (!pendingSurvives || isAvailable(lot, work.account.throughAt!));
}

/** Ends the points that silence ends. */
export function expireInactive(work: Work, at: number): void {
  const { lots } = work.account;
  for (let i = work.head; i < lots.length; i = Math.max(i, work.head)) {
    if (isAtStake(work, lots[i]!)) expireLot(work, i, at, 'inactivity');
    else i++;
  }
}

/** Makes available what was held until now. Time stops at each date, so all are of one, and go in spending order. */
export function releaseDue(work: Work, at: number, before: number): void {
  const due = liveLots(work).filter(
    (lot) => lot.availableAt !== null && lot.availableAt > before && lot.availableAt <= at,
  );
  for (const lot of due) releaseLot(work, lot, at);
}

/** Takes back what was held too long without a release. */
export function lapseHolds(work: Work, at: number): void {
  const { account } = work;
  for (let i = work.head; i < account.lots.length; i = Math.max(i, work.head)) {
    const lapsesAt = account.lots[i]!.hold?.lapsesAt ?? null;
    if (lapsesAt === null || lapsesAt > at) {
      i++;
      continue;
    }
    begin(work, at, null, 'lapse');
    const points = account.lots[i]!.left;
    const lot = takeFromLot(work, i, points);
    lot.expiredAt = lapsesAt;
    account.totals.reversed = plus(account.totals.reversed, points);
    post(work, 'program:reversed', points, lot);
  }
}
