import type { Account } from './account.ts';
import { define, structuredCopy } from './records.ts';

/** A copy of an account for work on it; `owned`: its lots are copied too. Orders and redemptions are never written to, but replaced. */
export function copyAccount<Id extends string | number>(account: Account<Id>, owned: boolean): Account<Id> {
  const copy = <T>(list: readonly T[]): T[] => (owned ? list.map((one) => ({ ...one })) : copyList(list));
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
    lots: copy(account.lots),
    spentLots: copy(account.spentLots),
    debt: account.debt,
    totals: { ...account.totals },
    ladders,
    milestones: structuredCopy(account.milestones),
    orders: copyList(account.orders),
    redemptions: copyList(account.redemptions),
    usage: { ...account.usage },
    anniversaries: account.anniversaries,
    seen: copyList(account.seen),
  };
}

const LONG = 4096;
const ROOM = 64;

/** A slice has no room to grow: the first thing added to it copies it again. A long list is copied with room at its end. */
function copyList<T>(list: readonly T[]): T[] {
  if (list.length < LONG) return list.slice();
  const copy = list.concat(list.slice(0, ROOM));
  copy.length = list.length;
  return copy;
}
