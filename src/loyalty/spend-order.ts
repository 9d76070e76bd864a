import type { Lot } from './account.ts';
import { liveLots } from './live-lots.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Whether points of a lot can be spent at an instant to which time has been settled. */
export function isAvailable(lot: Lot, at: number): boolean {
  return lot.availableAt !== null && lot.availableAt <= at;
}

/** Soonest expiry first, then the earliest earned, then list order; what never expires comes last. */
function comesBefore(a: Lot, b: Lot): boolean {
  const expiryA = a.expiresAt ?? Infinity;
  const expiryB = b.expiresAt ?? Infinity;
  return expiryA === expiryB ? a.earnedAt < b.earnedAt : expiryA < expiryB;
}

/** Puts a lot in its place. Mostly that is the end, so the search begins there. */
export function insertLot(work: Work, lot: Lot): void {
  // Cut in large pieces: one by one, each costs as much as there are lots.
  const lots = work.head > 64 && 2 * work.head > work.account.lots.length ? liveLots(work) : work.account.lots;
  let i = lots.length;
  while (i > work.head && comesBefore(lot, lots[i - 1]!)) i--;
  if (i === lots.length) lots.push(lot);
  else lots.splice(i, 0, lot);
  if (work.nextAt === STALE) return;
  if (lot.expiresAt !== null && lot.expiresAt < work.nextAt) work.nextAt = lot.expiresAt;
  if (lot.availableAt === null) work.nextAt = STALE;
  else if (lot.availableAt > work.account.throughAt! && lot.availableAt < work.nextAt) work.nextAt = lot.availableAt;
}
