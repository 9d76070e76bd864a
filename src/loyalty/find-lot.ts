import type { Lot } from './account.ts';
import { writable } from './copy-account.ts';
import { lastIndex } from './last-index.ts';
import { liveLots, ownLot } from './live-lots.ts';
import type { Work } from './work.ts';

/** A lot by id, live or spent, that may be written to. */
export function findLot(work: Work, lotId: string): { lot: Lot; list: Lot[]; index: number } | null {
  const hasId = (one: Lot): boolean => one.id === lotId;
  const lots = liveLots(work);
  let index = lastIndex(lots, hasId);
  if (index >= 0) return { lot: ownLot(work, lots, index), list: lots, index };
  index = lastIndex(work.account.spentLots, hasId);
  if (index < 0) return null;
  const list = writable(work, 'spentLots');
  return { lot: ownLot(work, list, index), list, index };
}
