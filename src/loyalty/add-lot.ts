import type { Lot } from './account.ts';
import { endSpentLots } from './inactivity.ts';
import { liveLots, ownLot } from './live-lots.ts';
import { post } from './post.ts';
import { plus } from './safe-sums.ts';
import { insertLot, isAvailable } from './spend-order.ts';
import { closeLot } from './take-from-lot.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Adds a lot of new points from one of the program's accounts to the member, and repays a debt with them. */
export function addLot(work: Work, lot: Lot, at: number, from: 'issued' | 'transfers' | 'expired' | 'redeemed'): void {
  const { totals } = work.account;
  if (from === 'issued') totals.issued = plus(totals.issued, lot.left);
  else if (from === 'transfers') totals.transferred = plus(totals.transferred, lot.left);
  else totals[from] = plus(totals[from], -lot.left);
  post(work, `program:${from}`, -lot.left, lot);
  if (isAvailable(lot, at)) {
    plus(work.pending, work.available + lot.left);
    work.available = plus(work.available, lot.left);
    post(work, 'member:available', lot.left, lot);
    insertLot(work, lot);
    becameAvailable(work, lot, at);
  } else {
    plus(work.available, work.pending + lot.left);
    work.pending = plus(work.pending, lot.left);
    post(work, 'member:pending', lot.left, lot);
    insertLot(work, lot);
  }
}

/** Starts a new inactivity clock where the old one has run out, and repays a debt before anything else can happen. */
export function becameAvailable(work: Work, lot: Lot, at: number): void {
  const { account, version } = work;
  if (version.expiry.kind === 'inactivity') {
    if (endSpentLots(work, at)) account.lastActivityAt = at;
    work.nextAt = STALE;
  }
  const repaid = Math.min(account.debt, lot.left);
  if (repaid === 0) return;
  account.debt -= repaid;
  work.available -= repaid;
  post(work, 'member:available', -repaid, lot);
  post(work, 'member:debt', repaid, lot);
  const lots = liveLots(work);
  const i = lots.findIndex((one) => one.id === lot.id);
  const own = ownLot(work, lots, i);
  own.left -= repaid;
  if (own.left === 0) closeLot(work, i);
}
