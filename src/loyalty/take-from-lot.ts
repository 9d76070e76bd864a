import type { Lot } from './account.ts';
import { append } from './copy-account.ts';
import { ownLot } from './live-lots.ts';
import { post } from './post.ts';
import { isAvailable } from './spend-order.ts';
import type { Work } from './work.ts';

/** Moves an empty lot to the spent ones. The first one only moves the head: whoever walks on by index looks at it again. */
export function closeLot(work: Work, i: number): void {
  const { lots } = work.account;
  append(work, 'spentLots', lots[i]!);
  if (i === work.head) work.head++;
  else lots.splice(i, 1);
}

/** Takes from one live lot, at most what is left of it; an empty lot leaves the list. */
export function takeFromLot(work: Work, i: number, points: number): Lot {
  const lot = ownLot(work, work.account.lots, i);
  lot.left -= points;
  const pending = !isAvailable(lot, work.account.throughAt!);
  if (pending) work.pending -= points;
  else work.available -= points;
  post(work, pending ? 'member:pending' : 'member:available', -points, lot);
  if (lot.left === 0) closeLot(work, i);
  return lot;
}
