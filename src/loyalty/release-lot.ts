import { becameAvailable } from './add-lot.ts';
import { liveLots, ownLot } from './live-lots.ts';
import { begin, post } from './post.ts';
import { plus } from './safe-sums.ts';
import type { Work } from './work.ts';

/** Moves a held lot to the available points. */
export function releaseLot(work: Work, lot: { id: string }, at: number): void {
  const lots = liveLots(work);
  const i = lots.findIndex((one) => one.id === lot.id);
  const own = ownLot(work, lots, i);
  begin(work, at, null, 'release');
  work.pending -= own.left;
  work.available = plus(work.available, own.left);
  post(work, 'member:pending', -own.left, own);
  post(work, 'member:available', own.left, own);
  becameAvailable(work, own, at);
}
