import { begin, post } from './post.ts';
import { plus } from './safe-sums.ts';
import { takeFromLot } from './take-from-lot.ts';
import type { Work } from './work.ts';

/** Lets points of a lot run out. */
export function expireLot(work: Work, i: number, at: number, cause: 'expiry' | 'inactivity'): void {
  const { account } = work;
  const before = account.lots[i]!.left;
  begin(work, at, null, cause);
  const lot = takeFromLot(work, i, before);
  lot.expired += before;
  lot.expiredAt = at;
  account.totals.expired = plus(account.totals.expired, before);
  post(work, 'program:expired', before, lot);
}
