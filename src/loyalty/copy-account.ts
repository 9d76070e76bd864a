import type { Account, PointTotals } from './account.ts';
import { copyLot } from './copy-lot.ts';
import { define, structuredCopy } from './records.ts';

type AnyAccount = Account<string | number>;

/**
 * A copy of an account for work on it. The lists that most events leave alone are shared, and copied by the first that writes
 * to one; a lot is copied when it is written to. Orders and redemptions are never written to, but replaced.
 */
export function copyAccount<Id extends string | number>(account: Account<Id>): Account<Id> {
  const ladders: Account['ladders'] = {};
  for (const id of Object.keys(account.ladders)) define(ladders, id, structuredCopy(account.ladders[id]!));
  // Field by field: a spread with more fields after it makes a shape of its own for every object, and reading from a
  // thousand shapes is ten times slower than from one.
  return {
    kind: 'loyalty-account',
    version: 1,
    memberId: account.memberId,
    programId: account.programId,
    programVersion: account.programVersion,
    scale: account.scale,
    throughAt: account.throughAt,
    events: account.events,
    enrolledAt: account.enrolledAt,
    enrolled: account.enrolled,
    closedAt: account.closedAt,
    pausedAt: account.pausedAt,
    lastActivityAt: account.lastActivityAt,
    lots: copyList(account.lots),
    spentLots: account.spentLots,
    debt: account.debt,
    totals: copyTotals(account.totals),
    ladders,
    milestones: structuredCopy(account.milestones),
    orders: account.orders,
    redemptions: account.redemptions,
    usage: { ...account.usage },
    anniversaries: account.anniversaries,
    seen: account.seen,
  };
}

/** Copies what `copyAccount` shares, lots too: a run of many events writes to it as often as it likes. */
export function ownLists(account: AnyAccount): void {
  account.lots = account.lots.map(copyLot);
  account.spentLots = account.spentLots.map(copyLot);
  account.orders = copyList(account.orders);
  account.redemptions = copyList(account.redemptions);
  account.seen = copyList(account.seen);
}

function copyTotals({ issued, redeemed, expired, reversed, writtenOff, transferred }: PointTotals): PointTotals {
  return { issued, redeemed, expired, reversed, writtenOff, transferred };
}

const LONG = 4096;
const ROOM = 64;

/** Lists that are shared until something is written to them. */
export type SharedList = 'spentLots' | 'orders' | 'redemptions' | 'seen';

/** A list of the account that may be written to: the first to ask for one that is shared copies it. */
export function writable<K extends SharedList>({ account, shared }: Sharing, key: K): AnyAccount[K] {
  if (shared !== null && account[key] === shared[key]) account[key] = copyList<unknown>(account[key]) as AnyAccount[K];
  return account[key];
}

/** Adds to the end of a list of the account, with one copy where it is shared. */
export function append<K extends SharedList>(work: Sharing, key: K, one: AnyAccount[K][number]): void {
  const { account, shared } = work;
  const list: unknown[] = account[key];
  if (shared !== null && list === shared[key] && list.length < LONG) account[key] = [...list, one] as AnyAccount[K];
  else (writable(work, key) as unknown[]).push(one);
}

/** An account being worked on, and the one whose lists it still has. */
interface Sharing {
  account: AnyAccount;
  shared: AnyAccount | null;
}

/** A slice has no room to grow: the first thing added to it copies it again. A long list is copied with room at its end. */
function copyList<T>(list: readonly T[]): T[] {
  if (list.length < LONG) return list.slice();
  const copy = list.concat(list.slice(0, ROOM));
  copy.length = list.length;
  return copy;
}
