import { requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account, Lot } from './account.ts';
import { requireAccount } from './require-account.ts';

/** What may be forgotten. */
export interface CompactAccountOptions {
  /** orders, redemptions, ids and keys of events, and used-up lots before this instant */
  forgetBefore: Instant;
}

/**
 * A smaller account: forgets what can only be needed for returns, cancellations and repeated events of long ago.
 *
 * A return of a forgotten order is refused as `unknown-order`, a repeated event of then is no longer recognized. Balance,
 * levels and expiry stay as they are; lots of forgotten orders with the same dates become one.
 *
 * @param account - the account; nothing is written to it
 * @param options - `forgetBefore`
 * @returns the smaller account
 * @throws InputError `not-an-instant`
 *
 * @example How do I keep stored accounts small?
 * ```ts
 * import { compactAccount, replayEvents } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const account = replayEvents(program, [
 *   { id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 100 },
 *   { id: 'r1', memberId: 'anna', at: 1, type: 'redeem', points: 100 },
 * ]);
 * const { spentLots, redemptions, totals } = compactAccount(account, { forgetBefore: 1000 });
 * [spentLots.length, redemptions.length, totals.redeemed]; // => [0, 0, 100]
 * ```
 */
export function compactAccount<Id extends string | number>(
  account: Account<Id>,
  options: CompactAccountOptions,
): Account<Id> {
  requireAccount(account);
  const before = epochOf(requireObject(options, 'options').forgetBefore, 'options.forgetBefore');
  const orders = account.orders.filter(({ at }) => at >= before);
  const redemptions = account.redemptions.filter(({ at }) => at >= before);
  const needed = new Set<string>([
    ...redemptions.flatMap(({ parts }) => parts.map(({ lotId }) => lotId)),
    ...orders.flatMap(({ byRule }) => byRule.map(({ lotId }) => lotId)),
  ]);
  const spentLots = account.spentLots.filter((lot) => needed.has(lot.id) || (lot.expiredAt ?? -Infinity) >= before);
  const lots: Lot[] = [];
  const free = (one: Lot): boolean => !needed.has(one.id) && one.earnedAt < before && one.expired === 0;
  // Points may be spent by age: lots between which another was earned must stay two.
  const ranks = [1, -1].map((direction) => ranksByAge(account.lots, direction));
  account.lots.forEach((lot, i) => {
    const last = lots.at(-1);
    const mergeable =
      last &&
      free(last) &&
      free(lot) &&
      sameDates(last, lot, account.throughAt ?? -Infinity) &&
      ranks.every((rank) => Math.abs(rank.get(lot)! - rank.get(account.lots[i - 1]!)!) === 1);
    if (mergeable) lots[lots.length - 1] = { ...last, left: last.left + lot.left, granted: last.granted + lot.granted };
    else lots.push(lot);
  });
  return { ...account, orders, redemptions, lots, spentLots, seen: account.seen.filter(({ at }) => at >= before) };
}

/** The place of each lot where the oldest, or the newest, are spent first. */
function ranksByAge(lots: readonly Lot[], direction: number): Map<Lot, number> {
  const aged = [...lots].sort((a, b) => direction * (a.earnedAt - b.earnedAt));
  return new Map(aged.map((lot, i) => [lot, i]));
}

/** Lots that become available and end together; what is available already is available together. */
function sameDates(a: Lot, b: Lot, now: number): boolean {
  const open = (lot: Lot): boolean => lot.availableAt !== null && lot.availableAt <= now;
  return (
    a.expiresAt === b.expiresAt &&
    a.forever === b.forever &&
    a.ruleId === b.ruleId &&
    ((open(a) && open(b)) || (a.availableAt !== null && a.availableAt === b.availableAt))
  );
}
