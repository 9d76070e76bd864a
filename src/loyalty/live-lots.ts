import type { Account, Lot } from './account.ts';
import { copyLot } from './copy-lot.ts';
import type { Work } from './work.ts';

/** A lot of the list that may be written to. */
export function ownLot(work: Work, lots: Lot[], i: number): Lot {
  return work.owned ? lots[i]! : (lots[i] = copyLot(lots[i]!));
}

/** The live lots in spending order, and nothing before them. */
export function liveLots(work: Work): Lot[] {
  const { lots } = work.account;
  if (work.head > 0) lots.splice(0, work.head);
  work.head = 0;
  return lots;
}

/** The account of a work, ready to leave it. */
export function accountOf<Id extends string | number>(work: Work): Account<Id> {
  liveLots(work);
  return work.account as Account<Id>;
}
